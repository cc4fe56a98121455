import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Everything that `/metrics` shows. */
export const metricsRegistry = new Registry()

const registers = [metricsRegistry]

/** What happens in this process, counted. Incrementing never throws for the label names given here. */
export const metrics = {
  httpRequestSeconds: new Histogram({
    name: 'callover_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  }),
  webhooks: new Counter({
    name: 'callover_webhooks_total',
    help: 'Webhooks by what became of them: accepted, unverified, unknown_channel or failed',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  }),
  signIns: new Counter({
    name: 'callover_sign_ins_total',
    help: 'Attempts to sign in: accepted, refused or throttled',
    labelNames: ['outcome'] as const,
    registers,
  }),
  intakeBacklog: new Gauge({
    name: 'callover_intake_backlog',
    help: 'Due events that the last look at the intake found, up to the size of a batch',
    registers,
  }),
  intakeParked: new Gauge({
    name: 'callover_intake_parked',
    help: 'Received events that could not be worked off and wait for a person',
    registers,
  }),
  intakeEvents: new Counter({
    name: 'callover_intake_events_total',
    help: 'Received events by outcome: done, postponed or parked',
    labelNames: ['outcome'] as const,
    registers,
  }),
  outboxMessages: new Counter({
    name: 'callover_outbox_messages_total',
    help: 'Outbound messages by outcome: queued, sent, retried, failed or unconfirmed',
    labelNames: ['outcome'] as const,
    registers,
  }),
  socketsConnected: new Gauge({
    name: 'callover_sockets_connected',
    help: 'Clients connected to this process',
    registers,
  }),
  eventsPublished: new Counter({
    name: 'callover_events_published_total',
    help: 'Events handed to the gateway, each for any number of clients',
    labelNames: ['event'] as const,
    registers,
  }),
  eventsDelivered: new Counter({
    name: 'callover_events_delivered_total',
    help: 'Event copies for the clients of this process: the fan-out',
    registers,
  }),
}

let collecting = false

/** Adds memory, event loop and garbage collection figures of this process. May be called again. */
export function collectProcessMetrics(): void {
  if (collecting) return
  collecting = true
  collectDefaultMetrics({ register: metricsRegistry })
}
