import { Avatar } from '@fluentui/react-components'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '../../components/Logo.tsx'
import { useHost } from '../../host/use-host.ts'
import type { TeamsStop } from '../session/session-state.ts'
import type { Session } from '../session/session.ts'
import { AccessRequest } from './AccessRequest.tsx'
import { EmailWay } from './EmailWay.tsx'
import { useStyles } from './StoppedPage.styles.ts'
import { WindowWay } from './WindowWay.tsx'

export interface StoppedPageProps {
  session: Session
  stop: TeamsStop
}

/** For people in Teams who are not signed in yet: why, and the ways on. */
export function StoppedPage({ session, stop }: StoppedPageProps) {
  const styles = useStyles()
  const { t } = useTranslation('teams')
  const { teams } = useHost()
  const account = teams?.account ?? null
  const text = useStopText(stop)
  const name = stop.kind === 'failed' ? stop.kind : nameOf(stop)
  return (
    <main className={styles.root}>
      <div className={styles.card}>
        <Head key={name} title={t(`${name}.title`)}>
          {text}
        </Head>
        {account !== null && (
          <div className={styles.account}>
            <Avatar aria-hidden size={28} name={account} color="colorful" />
            <span className={styles.accountName}>{account}</span>
          </div>
        )}
        {stop.kind === 'stranger' ? (
          <AccessRequest session={session} stop={stop} />
        ) : (
          <WindowWay session={session} stop={stop} />
        )}
        <EmailWay session={session} />
      </div>
    </main>
  )
}

/** What our server may refuse on account of the person, or because of Microsoft; the rest is as everywhere. */
const FAILURES = ['unauthenticated', 'forbidden', 'channel_unavailable'] as const

function useStopText(stop: TeamsStop): string {
  const { t } = useTranslation(['teams', 'common'])
  if (stop.kind !== 'failed') return t(`teams:${nameOf(stop)}.text`)
  const own = FAILURES.find((code) => code === stop.code)
  return own === undefined ? t(`common:error.${stop.code}`) : t(`teams:failed.why.${own}`)
}

type StopName = 'consent' | 'expired' | 'left' | `stranger.${'none' | 'pending' | 'declined' | 'unvouched'}`

/** Which of the texts are about this. */
function nameOf(stop: Exclude<TeamsStop, { kind: 'failed' }>): StopName {
  if (stop.kind !== 'stranger') return stop.kind
  return stop.canAsk || stop.request !== 'none' ? `stranger.${stop.request}` : 'stranger.unvouched'
}

/** The heading takes the focus when the page has changed under somebody's hands, so that screen readers begin there. */
function Head({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Teams keeps the focus until somebody has been here.
    if (document.hasFocus()) heading.current?.focus()
  }, [])
  return (
    <div className={styles.head}>
      <div className={styles.logo}>
        <Logo size={40} />
      </div>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      <p className={styles.text}>{children}</p>
    </div>
  )
}
