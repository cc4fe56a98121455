import { readFileSync } from 'node:fs'
import { loadConfig } from '../../server/config/config.ts'
import { startServer } from '../../server/context.ts'
import { setLogLevel } from '../../server/lib/logger.ts'

/** The product in a process of its own, to be killed. Says `ready` on the standard output. */
const config = loadConfig({
  variables: process.env,
  workingDirectory: process.cwd(),
  readFile: (path) => readFileSync(path, 'utf8'),
})
setLogLevel(config.logLevel)
await startServer(config)
process.stdout.write('ready\n')
