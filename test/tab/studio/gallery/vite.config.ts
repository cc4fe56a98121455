import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Shows the studio without a server: `npx vite -c test/tab/studio/gallery/vite.config.ts`. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  cacheDir: new URL('../../../../node_modules/.vite-studio-gallery', import.meta.url).pathname,
  plugins: [react()],
  server: {
    port: 5288,
    strictPort: true,
    host: '127.0.0.1',
    fs: { allow: [new URL('../../../..', import.meta.url).pathname] },
  },
})
