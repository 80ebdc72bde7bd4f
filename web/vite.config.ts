import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { colours } from './build/colours.ts'
import { compressed } from './build/compressed.ts'
import { typeface } from './build/typeface.ts'

const target = process.env.THROUGHLINE_API ?? 'http://localhost:7400'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), colours(), typeface(), compressed()],
  // The server puts a fresh nonce in its place at every answer.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Says to the server which files a screen needs.
    manifest: true,
    // A data: font or image would need a weaker Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Some forty files of a kilobyte each would be fetched in turns of six, and compress worse than a few.
          groups: [
            { name: 'base', tags: ['$initial'] },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 3_000 },
          ],
        },
      },
    },
  },
  server: { port: 7401, proxy: { '^/(api|docs|portal|sign-in|sign-out|set-up|health)': target } },
})
