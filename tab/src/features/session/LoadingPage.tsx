import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../components/Delayed.tsx'
import { useHost } from '../../host/use-host.ts'
import type { Session } from './session.ts'

/** Teams may be asking the person something; only then is there a reason to offer a way out. */
const SLOW_MS = 10_000

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalXL,
    height: '100%',
    padding: '0 24px',
    boxSizing: 'border-box',
    textAlign: 'center',
  },
  slow: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground3,
  },
  text: { margin: 0, maxWidth: '38ch' },
})

/** While the server, or Teams, is asked who is there. Mostly too short to be seen. */
export function LoadingPage({ session }: { session: Session }) {
  const { t } = useTranslation(['session', 'teams'])
  const styles = useStyles()
  const { teams } = useHost()
  const entrance = session.teams
  return (
    <main className={styles.root}>
      <Spinner
        delay={400}
        labelPosition="below"
        label={t(teams === undefined ? 'session:loading' : 'teams:signingIn')}
      />
      {entrance !== null && (
        <Delayed afterMs={SLOW_MS}>
          <div className={styles.slow}>
            <output className={styles.text}>{t('teams:slow')}</output>
            <Button onClick={() => entrance.giveUp()}>{t('teams:otherWay')}</Button>
          </div>
        </Delayed>
      )}
    </main>
  )
}
