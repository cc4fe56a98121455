import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from '../hidden.styles.ts'
import { dueWarning, takesFreeText, type ComposerState } from './composer-state.ts'

/** Says once each that the window closes in 60, 15 and 5 minutes, that it has closed, and that it is open again. */
export function WindowAnnouncer({ state }: { state: ComposerState }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const before = useRef<ComposerState | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const last = before.current
    before.current = state
    if (last === null) return
    if (state.kind === 'open') {
      const minutes = dueWarning(last.kind === 'open' ? last.msLeft : null, state.msLeft)
      if (minutes !== null) setSaid(t('composer.warning', { count: minutes }))
      else if (last.kind === 'closed') setSaid(t('composer.openedAgain'))
    } else if (state.kind === 'closed' && takesFreeText(last)) setSaid(t('composer.closedNow'))
  }, [state, t])
  return (
    <output className={styles.hidden} aria-live="polite" data-announcer="window">
      {said}
    </output>
  )
}
