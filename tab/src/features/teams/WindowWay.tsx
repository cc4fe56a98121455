import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MicrosoftLogo } from '../session/MicrosoftLogo.tsx'
import type { TeamsStop } from '../session/session-state.ts'
import type { Session } from '../session/session.ts'
import { useSignInWays } from '../session/use-sign-in-ways.ts'
import { useStyles } from './StoppedPage.styles.ts'

export interface WindowWayProps {
  session: Session
  stop: Exclude<TeamsStop, { kind: 'stranger' }>
}

/** Signing in by Teams once more, or in a window of Microsoft's where people can agree to it. */
export function WindowWay({ session, stop }: WindowWayProps) {
  const { t } = useTranslation('teams')
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const { microsoft } = useSignInWays(session)
  const entrance = session.teams
  if (entrance === null) return null
  const fault = stop.kind === 'consent' ? stop.fault : null
  const asksFirst = stop.kind !== 'consent'
  const again = () => void entrance.enter()

  async function openWindow(): Promise<void> {
    setOpen(true)
    await entrance?.enterByWindow()
    setOpen(false)
  }
  return (
    <>
      {fault !== null && !open && (
        <MessageBar intent={fault === 'cancelled' ? 'info' : 'error'} layout="multiline" role="alert">
          <MessageBarBody>{t(`consent.fault.${fault}`)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.actions}>
        {asksFirst && (
          <Button appearance="primary" size="large" className={styles.action} onClick={again}>
            {t(stop.kind === 'failed' ? 'again' : 'signInAgain')}
          </Button>
        )}
        {microsoft && (
          <Button
            appearance={asksFirst ? 'secondary' : 'primary'}
            size="large"
            className={styles.action}
            disabledFocusable={open}
            {...(open ? { icon: <Spinner size="tiny" /> } : asksFirst ? { icon: <MicrosoftLogo /> } : {})}
            onClick={() => void openWindow()}
          >
            {t(open ? 'consent.open' : 'consent.action')}
          </Button>
        )}
        {!asksFirst && (
          <Button
            appearance={microsoft ? 'secondary' : 'primary'}
            size="large"
            className={styles.action}
            onClick={again}
          >
            {t('again')}
          </Button>
        )}
      </div>
    </>
  )
}
