import { pino, type Logger } from 'pino'

/** Phone numbers reach the log with their last three digits only. */
export function maskNumber(value: string): string {
  return value.length <= 3 ? '***' : `***${value.slice(-3)}`
}

function firstLevel(given: string | undefined): string {
  return given !== undefined && (given === 'silent' || given in pino.levels.values) ? given : 'info'
}

const root = pino({
  // The one place that reads the level: loggers are constants and exist before any configuration is parsed.
  // A wrong one is told by the configuration's check, together with everything else that is wrong.
  level: firstLevel(process.env['LOG_LEVEL']),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      '*.accessToken',
      '*.appSecret',
      '*.verifyToken',
      '*.password',
      '*.token',
      '*.authToken',
      'text',
      '*.text',
    ],
    censor: '[redacted]',
  },
  serializers: {
    number: maskNumber,
    err: pino.stdSerializers.errWithCause,
  },
})

/** Sets the level once the configuration is known. */
export function setLogLevel(level: string): void {
  for (const logger of [root, ...all]) logger.level = level
}

const all: Logger[] = []
function subsystem(name: string): Logger {
  const logger = root.child({ in: name })
  all.push(logger)
  return logger
}

export const processLog = subsystem('process')
export const httpLog = subsystem('http')
export const channelLog = subsystem('channel')
export const realtimeLog = subsystem('realtime')
export const jobLog = subsystem('job')
export const storeLog = subsystem('store')
export const botLog = subsystem('bot')
export const simulatorLog = subsystem('simulator')
