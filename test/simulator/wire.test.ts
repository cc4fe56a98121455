import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { LabView, MessageView, NumberView, StateView } from '../../server/simulator/control/views.ts'
import type { FaultEffect, LogEntry } from '../../server/simulator/index.ts'
import {
  updates,
  wholeState,
  type Lab,
  type LogEntry as HeardEntry,
} from '../../tab/src/features/simulator/state/wire.ts'
import type * as wire from '../../tab/src/features/simulator/state/wire.ts'
import { startRig, type Rig } from './support.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

/** What one side tells must be what the other side understands; the compiler checks it here. */
type Understood<Told extends Heard, Heard> = [Told, Heard]
export type Checks = [
  Understood<MessageView, wire.Message>,
  Understood<NumberView, wire.BusinessNumber>,
  Understood<LabView, Lab>,
  Understood<LogEntry, HeardEntry>,
  Understood<StateView, wire.WholeState>,
  Understood<wire.FaultEffect, FaultEffect>,
]

/** Everything in `value` that parsing with `schema` drops. */
function dropped(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.parse(value)
  const lost: string[] = []
  const compare = (before: unknown, after: unknown, path: string): void => {
    if (typeof before !== 'object' || before === null) return
    for (const [key, child] of Object.entries(before)) {
      const kept: unknown = typeof after === 'object' && after !== null ? Reflect.get(after, key) : undefined
      if (kept === undefined && child !== undefined) lost.push(`${path}.${key}`)
      else compare(child, kept, `${path}.${key}`)
    }
  }
  compare(value, parsed, '')
  return lost
}

describe('phone page and simulator', () => {
  it('speak the same language', async () => {
    rig.simulator.seed()
    const maria = rig.simulator.customer('+4915550104211')
    await rig.simulator.idle()
    await rig.send({ to: '+4915550104211', type: 'text', text: { body: 'Guten Tag' } })
    await rig.send({ to: '+4915550104211', type: 'image', image: { link: 'http://127.0.0.1:1/x.jpg' } })
    await rig.send({
      to: '+4915550104211',
      type: 'interactive',
      interactive: {
        type: 'list',
        header: { type: 'text', text: 'Auswahl' },
        body: { text: 'Bitte wählen' },
        footer: { text: 'Danke' },
        action: {
          button: 'Öffnen',
          sections: [{ title: 'A', rows: [{ id: '1', title: 'Eins', description: 'x' }] }],
        },
      },
    })
    await rig.simulator.idle()
    maria.react(maria.messages()[0]!.id, '👍')
    maria.edit(maria.sendText('eins'), 'zwei')
    rig.simulator.fail({ kind: 'error', code: 131049, via: 'status' })
    rig.simulator.fail({ kind: 'slow', ms: 5 })
    await rig.simulator.idle()
    const state: unknown = await (await rig.api('/state')).json()
    // What a button sends back is the simulator's business only.
    expect(dropped(wholeState, state).filter((path) => !path.endsWith('.payload'))).toEqual([])
  })

  it('knows every update by name', () => {
    expect(Object.keys(updates).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'call',
      'clock',
      'contact',
      'lab',
      'log',
      'message',
      'numbers',
      'state',
      'templates',
      'typing',
    ])
  })
})
