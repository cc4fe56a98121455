import type { FaultEffect } from '../state/wire.ts'

const status = (code: number): FaultEffect => ({ kind: 'error', code, via: 'status' })
const response = (code: number): FaultEffect => ({ kind: 'error', code, via: 'response' })

/** What can be made to go wrong; the keys name the words in the catalogues. */
export const FAULT_GROUPS = {
  status: {
    s131049: status(131049),
    s131026: status(131026),
    s131047: status(131047),
    s131050: status(131050),
    s131053: status(131053),
    s131042: status(131042),
    s131056: status(131056),
    s131000: status(131000),
  },
  response: {
    r130429: response(130429),
    r131056: response(131056),
    r131047: response(131047),
    r132000: response(132000),
    r132001: response(132001),
    r132015: response(132015),
    r131048: response(131048),
    r190: response(190),
    r131042: response(131042),
    r368: response(368),
    r131000: response(131000),
    r131016: response(131016),
  },
  silence: {
    hang: { kind: 'hang', accepted: true },
    lost: { kind: 'hang', accepted: false },
    slow: { kind: 'slow', ms: 10_000 },
    h500: { kind: 'http', status: 500 },
    h502: { kind: 'http', status: 502 },
    h503: { kind: 'http', status: 503 },
  },
} as const satisfies Record<string, Record<string, FaultEffect>>

export type FaultKey = {
  [G in keyof typeof FAULT_GROUPS]: keyof (typeof FAULT_GROUPS)[G]
}[keyof typeof FAULT_GROUPS]

export const FAULTS: Readonly<Record<FaultKey, FaultEffect>> = {
  ...FAULT_GROUPS.status,
  ...FAULT_GROUPS.response,
  ...FAULT_GROUPS.silence,
}

/** The option an armed fault was made from; `null` when it was armed by a test. */
export function faultKeyOf(effect: FaultEffect): FaultKey | null {
  const wanted = JSON.stringify(sorted(effect))
  const keys = Object.keys(FAULTS) as FaultKey[]
  return keys.find((key) => JSON.stringify(sorted(FAULTS[key])) === wanted) ?? null
}

function sorted(effect: FaultEffect): [string, unknown][] {
  return Object.entries(effect).sort(([a], [b]) => a.localeCompare(b))
}

/** The platform's code, when it has one. */
export function codeOf(effect: FaultEffect): number | null {
  return effect.kind === 'error' ? effect.code : null
}
