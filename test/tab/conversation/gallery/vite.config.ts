import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Shows the pane in every state without a server: `npx vite -c test/tab/conversation/gallery/vite.config.ts`. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  cacheDir: new URL('../../../../node_modules/.vite-gallery', import.meta.url).pathname,
  plugins: [react()],
  server: {
    port: 5287,
    strictPort: true,
    host: '127.0.0.1',
    fs: { allow: [new URL('../../../..', import.meta.url).pathname] },
  },
})
