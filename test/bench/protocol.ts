/** What the measuring process asks of the server's process, and what it is told. */
export type ToChild = { kind: 'usage' } | { kind: 'seed'; from: number; to: number }

export type FromChild =
  | { kind: 'ready'; port: number }
  | { kind: 'usage'; cpuMs: number; rssMb: number }
  | { kind: 'seeded' }
  | { kind: 'failed'; reason: string }
