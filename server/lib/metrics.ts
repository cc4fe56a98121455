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
  calls: new Counter({
    name: 'callover_calls_total',
    help: 'Phone calls by how they ended',
    labelNames: ['result'] as const,
    registers,
  }),
  callsStarted: new Counter({
    name: 'callover_calls_started_total',
    help: 'Phone calls that were answered, by what the caller rang from',
    labelNames: ['caller'] as const,
    registers,
  }),
  callConsents: new Counter({
    name: 'callover_call_consents_total',
    help: 'Callers by consent: offered, accepted, and other_number for those who named a number of their own choice',
    labelNames: ['outcome'] as const,
    registers,
  }),
  callAnswers: new Counter({
    name: 'callover_call_answers_total',
    help: 'Answers of callers by prompt, by the way they were given and by what was understood',
    labelNames: ['prompt', 'input', 'understood'] as const,
    registers,
  }),
  callHangUps: new Counter({
    name: 'callover_call_hang_ups_total',
    help: 'Callers who hung up before it was decided, by the prompt they were at',
    labelNames: ['prompt'] as const,
    registers,
  }),
  callInvitations: new Counter({
    name: 'callover_call_invitations_total',
    help: 'Invitations by outcome: queued, sent, delivered, read, answered or failed',
    labelNames: ['outcome'] as const,
    registers,
  }),
  callSecondsToInvitation: new Histogram({
    name: 'callover_call_invitation_seconds',
    help: 'Time from the beginning of a call until the provider had the invitation',
    buckets: [5, 10, 15, 20, 30, 45, 60, 120, 300],
    registers,
  }),
  callSecondsToFirstMessage: new Histogram({
    name: 'callover_call_first_message_seconds',
    help: "Time from the beginning of a call until the customer's first message",
    buckets: [30, 60, 120, 300, 900, 3600, 14_400, 86_400],
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
