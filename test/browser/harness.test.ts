import { expect, test } from 'vitest'
import { throughline } from './harness/throughline.ts'

const house = await throughline()

test('who is signed in by the harness is who the browser acts for', async () => {
  const ana = await house.person('agent', { name: 'Ana Costa', zone: 'Asia/Tokyo' })
  const page = await house.page(ana)
  await page.goto('/api/v1/me')
  expect(JSON.parse((await page.textContent('pre')) ?? '')).toMatchObject({
    name: 'Ana Costa',
    role: 'agent',
    zone: 'Asia/Tokyo',
  })
  expect(await house.ask(ana, 'POST', '/incidents', { title: 'Mail is down' })).toMatchObject({
    state: 'new',
  })
})

test('a server that was stopped answers again at the same address', async () => {
  const page = await house.page()
  await house.stop()
  await expect(page.goto('/health/live')).rejects.toThrow('ERR_CONNECTION_REFUSED')
  await house.start()
  expect((await page.goto('/health/live'))?.status()).toBe(200)
})
