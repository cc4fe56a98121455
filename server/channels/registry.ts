import type { Connector } from './channel.ts'
import { whatsappCloud } from './whatsapp-cloud/index.ts'

/** Every messaging platform that we speak; one line each. */
export const connectors: readonly Connector[] = [whatsappCloud]

/** The connector of a channel record; `undefined` when we have none for it. */
export function findConnector(kind: string, provider: string): Connector | undefined {
  return connectors.find((connector) => connector.kind === kind && connector.provider === provider)
}
