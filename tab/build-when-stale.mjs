// Runs before `npm start`: builds what is missing or older than its sources, so that one command is enough.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry === undefined) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function run(name, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', ...name), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

const sources = Math.max(
  ...['server', 'bot', 'tab', 'package-lock.json', 'tsconfig.json'].map((path) => newest(join(root, path))),
)
if (newest(join(root, 'dist/server/main.js')) < sources) {
  process.stdout.write('Building the server …\n')
  run(['typescript', 'bin', 'tsc'], ['-b', 'server'])
}
if (newest(join(root, 'dist/tab/index.html')) < sources) {
  process.stdout.write('Building the inbox …\n')
  run(['vite', 'bin', 'vite.js'], ['build', '-c', 'tab/vite.config.ts', '--logLevel', 'warn'])
}
