import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { LineCounter, parseAllDocuments } from 'yaml'
import { UnreadableFile } from '../../spine/files/index.ts'

/** One document of a file of YAML; `line` is where it begins, from 1. */
export type Document = { file: string; line: number; content: unknown }
/** What could not be used, and where. */
export type Trouble = { file: string; line: number; why: string }
export type Documents = { documents: Document[]; troubles: Trouble[] }

/** A file of more than this is no catalogue. */
const mostBytes = 20 * 1024 * 1024
/** References to anchors that a document may need when it is spread out: a few lines of them can stand for gigabytes. */
const mostAliases = 1_000

/** The files that a path names: itself, or those in a folder and its folders that are called so, by name. */
export async function filesAt(place: string, isMeant: (name: string) => boolean): Promise<string[]> {
  const found = await stat(place).catch((error: Error) => {
    throw new UnreadableFile(`${place} cannot be opened: ${error.message}`)
  })
  if (!found.isDirectory()) return [place]
  const names = await readdir(place, { recursive: true })
  return names
    .filter((name) => isMeant(path.basename(name)) && !name.split(path.sep).includes('node_modules'))
    .map((name) => path.join(place, name))
    .sort()
}

/** What each file says, document by document. A file or document that is broken is told, and the others are read. */
export async function documentsIn(files: readonly string[]): Promise<Documents> {
  const all: Documents = { documents: [], troubles: [] }
  for (const file of files) {
    const { size } = await stat(file)
    if (size > mostBytes) all.troubles.push({ file, line: 1, why: 'is larger than 20 MB' })
    else readDocuments(file, textOf(await readFile(file)), all)
  }
  return all
}

/** As YAML files are written: UTF-8, or UTF-16 with its mark. */
function textOf(bytes: Buffer): string | null {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0)
  const encoding = mark === 0xff_fe ? 'utf-16le' : mark === 0xfe_ff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function readDocuments(file: string, text: string | null, { documents, troubles }: Documents): void {
  if (text === null) {
    troubles.push({ file, line: 1, why: 'is not written in UTF-8' })
    return
  }
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })
  if (!Array.isArray(parsed)) return
  for (const one of parsed) {
    const line = lines.linePos(one.contents?.range?.[0] ?? one.range[0]).line
    const [error] = one.errors
    if (error) troubles.push({ file, line: lines.linePos(error.pos[0]).line, why: error.message })
    else
      try {
        const content: unknown = one.toJS({ maxAliasCount: mostAliases })
        if (content !== null) documents.push({ file, line, content })
      } catch (cause) {
        // Said by the parser where a document refers to its own parts too often.
        troubles.push({ file, line, why: (cause as Error).message })
      }
  }
}
