import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readItemsCsv } from './read.ts'

async function file(text: string | Buffer): Promise<string> {
  const place = path.join(await mkdtemp(path.join(tmpdir(), 'items-')), 'cmdb.csv')
  await writeFile(place, text)
  return place
}

test('each row is a service or an item: fields by their names, relations by keys, all else attributes', async () => {
  const place = await file(
    'kind,key,name,class,tier,owner,depends-on,CPU\nservice,shop,The shop,business,1,ana@example.com,db-01; mail,\n,db-01,Orders database,database,,7,,8\n',
  )
  expect(await readItemsCsv(place)).toEqual({
    source: 'csv:cmdb.csv',
    troubles: [],
    things: [
      {
        kind: 'service',
        key: 'shop',
        name: 'The shop',
        class: 'business',
        tier: 1,
        owner: 'ana@example.com',
        relations: [
          { relation: 'depends-on', to: 'db-01' },
          { relation: 'depends-on', to: 'mail' },
        ],
      },
      {
        kind: 'item',
        key: 'db-01',
        name: 'Orders database',
        class: 'database',
        owner: 7,
        attributes: { CPU: '8' },
        relations: [],
      },
    ],
  })
})

test('another tool’s columns are mapped; its signs between cells and its encoding are found out, and a guess is said', async () => {
  const latin = Buffer.from('CI Name;Type;Ort\nD\xfcsseldorf Server;host;K\xf6ln\n', 'latin1')
  const { things, troubles } = await readItemsCsv(await file(latin), {
    source: 'cmdb',
    mapping: { 'CI Name': 'name', Type: 'class' },
  })
  expect(things).toEqual([
    {
      kind: 'item',
      key: 'd-sseldorf-server',
      name: 'Düsseldorf Server',
      class: 'host',
      attributes: { Ort: 'Köln' },
    },
  ])
  expect(troubles).toMatchObject([{ why: expect.stringContaining('Windows-1252') }])
  const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name\nÖlpumpe\n', 'utf16le')])
  expect((await readItemsCsv(await file(marked))).things).toMatchObject([{ name: 'Ölpumpe' }])
})

test('what a spreadsheet would run is only text, and what was made harmless is what it was', async () => {
  const place = await file(`name,note\n"=cmd|' /C calc'!A0",'=1+1\n`)
  expect((await readItemsCsv(place)).things).toMatchObject([
    { name: "=cmd|' /C calc'!A0", attributes: { note: '=1+1' } },
  ])
})

test('rows that cannot be used are told with their line, a file that is no table is refused', async () => {
  const place = await file('name,class\nOne,host\n,host\nTwo,host,extra\n\n')
  const { things, troubles } = await readItemsCsv(place)
  expect(things.map(({ name }) => name)).toEqual(['One', 'Two'])
  expect(troubles.map(({ line, why }) => `${line} ${why}`)).toEqual([
    '3 has no name',
    '4 has 3 cells where the header has 2',
  ])
  await expect(readItemsCsv(await file('key,class\nx,host\n'))).rejects.toThrow('has no column name')
  await expect(readItemsCsv(await file('name,name\nx,y\n'))).rejects.toThrow('the column name twice')
  await expect(readItemsCsv(await file('name\n"open'))).rejects.toThrow('is no table')
  await expect(readItemsCsv('/nowhere/at/all.csv')).rejects.toThrow('cannot be opened')
})
