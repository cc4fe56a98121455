import { loadConfig } from './config/config.ts'
import { readEnvironment } from './config/env.ts'
import { startServer, type RunningServer } from './context.ts'
import { ConfigError } from './lib/errors.ts'
import { processLog, setLogLevel } from './lib/logger.ts'

/** After this long a stop is forced: what was accepted is durable anyway. */
const STOP_WITHIN_MS = 10_000

async function main(): Promise<void> {
  const config = loadConfig(readEnvironment())
  setLogLevel(config.logLevel)
  const server = await startServer(config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(server))
  announce(server, config.publicUrl)
}

function stop(server: RunningServer): void {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  server.stop().then(
    () => process.exit(0),
    (err: unknown) => {
      processLog.fatal({ err }, 'stopped with an error')
      process.exit(1)
    },
  )
}

/** The one thing a newcomer reads: where to go and how to sign in. */
function announce(server: RunningServer, publicUrl: string | null): void {
  const address = publicUrl ?? `http://localhost:${server.port}`
  const lines = [`Callover is running at ${address}`]
  if (server.demo !== null) {
    const [first] = server.demo.signIn.accounts
    lines.push(
      `  Sign in      ${first?.email} / ${first?.password}`,
      `  Be a customer ${address}${server.demo.signIn.simulatorUrl}`,
    )
  }
  if (server.setupLink !== null) lines.push(`  Set it up    ${server.setupLink}`)
  lines.push(`  API          ${address}/api/docs`)
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}

main().catch((error: unknown) => {
  // A wrong configuration is the reader's to mend: one line each, no stack.
  if (error instanceof ConfigError) {
    for (const problem of error.problems) process.stderr.write(`Configuration: ${problem}\n`)
  } else if (isAddressInUse(error)) {
    process.stderr.write('Configuration: PORT is in use by another program\n')
  } else {
    processLog.fatal({ err: error }, 'could not start')
  }
  process.exit(1)
})

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
