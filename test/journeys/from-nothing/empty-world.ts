import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startServer, type Overrides, type RunningServer } from '../../../server/context.ts'
import { processLog } from '../../../server/lib/logger.ts'
import {
  databaseFor,
  dropDatabase,
  freePort,
  LINE,
  NUMBER,
  startPlatform,
  testConfig,
  type Platform,
} from '../../support/world.ts'

/** A server that nobody has set up, and the platforms that are still to be connected. */
export interface EmptyWorld {
  server: RunningServer
  platform: Platform
  /** The address that people use. */
  url: string
  /** The one-time link that the start wrote to the log. */
  setUpLink: string
  /** Enters the addresses of the webhooks at the platforms, as people do with what the channels' forms show them. */
  enterWebhooks(addresses: { whatsapp: string; voice: string }): void
  close(): Promise<void>
}

/**
 * The whole product on an empty store. Its channels know the platforms by their own addresses, as everywhere; behind those the
 * simulator answers.
 */
export async function startFromNothing(overrides: Overrides = {}): Promise<EmptyWorld> {
  const platform = await startPlatform()
  const dataDir = await mkdtemp(join(tmpdir(), 'callover-nothing-'))
  const database = databaseFor()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log = vi.spyOn(processLog, 'warn').mockImplementation(() => undefined)
  const server = await startServer(testConfig(dataDir, { port, publicUrl: url, mongodbUri: database }), {
    fetch: playedBy(platform),
    checkResponses: true,
    durability: 'process',
    ...overrides,
  })
  const setUpLink = linkIn(log.mock.calls)
  log.mockRestore()
  return {
    server,
    platform,
    url,
    setUpLink,
    enterWebhooks({ whatsapp, voice }) {
      const { simulator } = platform
      simulator.setWebhook(NUMBER.phoneNumberId, { url: whatsapp, verifyToken: NUMBER.verifyToken })
      simulator.voice.setWebhook(LINE.name, voice)
      simulator.start()
    },
    async close() {
      await platform.close()
      await server.stop()
      if (database !== null) await dropDatabase(database)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function linkIn(lines: readonly unknown[]): string {
  const link = /http[^"\s]+\/welcome#setup=[\w-]+/.exec(JSON.stringify(lines))?.[0]
  if (link === undefined) throw new Error('the log has no link to set the server up')
  return link
}

/** Meta's and Twilio's hosts are the simulator's; there is no other host. */
function playedBy(platform: Platform): typeof fetch {
  const stages = new Map([
    ['https://graph.facebook.com/v26.0', platform.apiBaseUrl],
    ['https://api.twilio.com', platform.voiceApiBaseUrl],
  ])
  return (input, init) => {
    const asked = input instanceof Request ? input.url : String(input)
    for (const [base, stage] of stages) {
      if (asked.startsWith(`${base}/`)) return fetch(`${stage}${asked.slice(base.length)}`, init)
    }
    return Promise.reject(new Error(`nobody plays ${new URL(asked).host}`))
  }
}
