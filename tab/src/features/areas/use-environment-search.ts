import { useEffect, useState } from 'react'
import type { EnvironmentSummary } from '../../../../server/contract/member.ts'
import { isFitting } from './environment-groups.ts'
import type { Places } from './use-places.ts'

/** People type a word in about this time: the server is asked once for it. */
const TYPING_MS = 200

export interface EnvironmentSearch {
  fitting: readonly EnvironmentSummary[]
  /** Others fit as well, of which nobody has told us. */
  more: boolean
  step: 'found' | 'searching' | 'failed'
}

interface Answer {
  typed: string
  items: readonly EnvironmentSummary[]
  more: boolean
  failed: boolean
}

/**
 * The environments that fit what was typed: those that are known at once, and where there are others, what the server finds as
 * soon as it answers.
 */
export function useEnvironmentSearch(
  places: Places,
  known: { environments: readonly EnvironmentSummary[]; more?: true | undefined },
  typed: string,
): EnvironmentSearch {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const wanted = typed.trim()
  const asks = known.more === true && wanted !== ''
  useEffect(() => {
    if (!asks) return undefined
    const controller = new AbortController()
    const timer = setTimeout(() => {
      places.search(wanted, controller.signal).then(
        ({ items, more }) => setAnswer({ typed: wanted, items, more, failed: false }),
        () => {
          if (!controller.signal.aborted) setAnswer({ typed: wanted, items: [], more: false, failed: true })
        },
      )
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [places, asks, wanted])

  const local = known.environments.filter((one) => isFitting(one, typed))
  if (!asks) return { fitting: local, more: known.more === true, step: 'found' }
  if (answer?.typed !== wanted) return { fitting: local, more: false, step: 'searching' }
  const told = new Set(local.map(({ id }) => id))
  return {
    fitting: [...local, ...answer.items.filter(({ id }) => !told.has(id))],
    more: answer.more,
    step: answer.failed ? 'failed' : 'found',
  }
}
