import type { Simulator } from '../../../server/simulator/index.ts'
import { PATIENCE_MS, type CallerState, type VoiceCaller } from './caller.ts'

type SimulatedCall = ReturnType<Simulator['voice']['dial']>

/** A caller at the simulated Twilio. */
export function createTwilioCaller(simulator: Simulator): VoiceCaller {
  let call: SimulatedCall | null = null
  let looked = 0
  const current = (): SimulatedCall => {
    if (call === null) throw new Error('nobody has rung yet')
    return call
  }
  const stateOf = (): CallerState => {
    switch (call?.state().step) {
      case undefined:
        return 'idle'
      case 'listening':
      case 'recording':
        return 'listening'
      case 'ringing':
      case 'forwarded':
        return 'forwarded'
      case 'ended':
        return 'ended'
      case 'dialling':
      case 'pausing':
      case 'talking':
      case 'waiting':
        return 'talking'
    }
  }
  return {
    dial({ from, to }) {
      call = simulator.voice.dial(isNumber(from) ? { from, to } : { to, withheld: true })
      return Promise.resolve()
    },
    heard() {
      const said = current().heard()
      const since = said.slice(looked)
      looked = said.length
      return since.map(({ text }) => text)
    },
    press: (keys) => current().press(keys),
    say: (text, confidence) => current().say(text, confidence),
    staySilent: () => current().staySilent(),
    hangUp: () => current().hangUp(),
    state: stateOf,
    untilListening: (timeoutMs = PATIENCE_MS) => current().untilListening(timeoutMs),
    untilEnded: (timeoutMs = PATIENCE_MS) => current().untilEnded(timeoutMs),
  }
}

function isNumber(from: string): boolean {
  return /^\+?\d+$/.test(from)
}
