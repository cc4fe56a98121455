import { createStore, type Store } from '../../../state/store.ts'
import { speak, type Utterance } from '../../simulator/call/speech.ts'

export interface Speaker {
  /** Which text is being spoken, by the name that its player gave it; `null` in silence. */
  readonly store: Store<{ speaking: string | null; failed: string | null }>
  /** Speaks a text; whatever was being spoken stops. */
  say: (name: string, utterance: Utterance) => void
  stop: () => void
}

/** One voice for the whole page: two texts at once are none. */
export function createSpeaker(): Speaker {
  const store = createStore<{ speaking: string | null; failed: string | null }>({
    speaking: null,
    failed: null,
  })
  let silence: (() => void) | null = null

  function stop(): void {
    silence?.()
    silence = null
    store.update((state) => (state.speaking === null ? state : { ...state, speaking: null }))
  }

  return {
    store,
    stop,
    say(name, utterance) {
      stop()
      store.update(() => ({ speaking: name, failed: null }))
      silence = speak(utterance, (how) => {
        silence = null
        store.update(() => ({ speaking: null, failed: how === 'failed' ? name : null }))
      })
    },
  }
}
