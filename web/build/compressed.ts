import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** What is served is compressed once, here, and not at every request. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const files = await readdir(path.join(dir, 'assets'))
      await Promise.all(
        files.filter((name) => /\.(js|css|svg)$/.test(name)).map((name) => compress(dir, name)),
      )
    },
  }
}

async function compress(dir: string, name: string): Promise<void> {
  const file = path.join(dir, 'assets', name)
  const content = await readFile(file)
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content))
}
