import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string): string => new URL(path, import.meta.url).pathname
const server = process.env['CALLOVER_SERVER'] ?? 'http://127.0.0.1:3978'

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  build: {
    outDir: here('../dist/tab'),
    emptyOutDir: true,
    sourcemap: true,
    rollupOptions: { input: { inbox: here('index.html'), simulator: here('simulator.html') } },
  },
  server: {
    proxy: {
      '/api': server,
      '/auth/': server,
      '/auth': server,
      '/demo.json': server,
      '/simulator/': server,
      '/socket.io': { target: server, ws: true },
    },
  },
})
