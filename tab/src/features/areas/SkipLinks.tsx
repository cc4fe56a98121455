import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Area } from '../../../../server/contract/areas.ts'
import { useStyles } from './AreaFrame.styles.ts'

export interface SkipLinksProps {
  area: Area | null
  /** A conversation is on the screen, or the place for one. */
  thread: boolean
}

/** The first things that Tab reaches: past the rail to what the page is about. */
export function SkipLinks({ area, thread }: SkipLinksProps) {
  const { t } = useTranslation(['inbox', 'areas'])
  if (area !== 'inbox') return <SkipLink to="main" name={t('areas:skip')} />
  return (
    <>
      <SkipLink to="list" name={t('inbox:skip.list')} />
      {thread && <SkipLink to="thread" name={t('inbox:skip.thread')} />}
    </>
  )
}

function SkipLink({ to, name }: { to: string; name: string }) {
  const styles = useStyles()
  return (
    <a className={styles.skip} href={`#${to}`} onClick={(event) => focusPart(event, to)}>
      {name}
    </a>
  )
}

/** The address is the app's own, so a skip link may not change it. */
function focusPart(event: MouseEvent, id: string): void {
  event.preventDefault()
  const part = document.getElementById(id)
  const row = id === 'list' ? part?.querySelector<HTMLElement>('a[data-conversation][tabindex="0"]') : null
  ;(row ?? part)?.focus()
}
