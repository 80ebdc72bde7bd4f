import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const target = process.env.THROUGHLINE_API ?? 'http://localhost:7400'

/** What is served is compressed once, here, and not at every request. */
function compressed(): Plugin {
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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  // The server puts a fresh nonce in its place at every answer.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // A data: font or image would need a weaker Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: { port: 7401, proxy: { '^/(api|docs|portal|sign-in|sign-out|set-up|health)': target } },
})
