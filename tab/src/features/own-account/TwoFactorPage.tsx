import { Button, Link, Spinner } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../../server/contract/member.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { EntrancePage } from '../session/EntrancePage.tsx'
import { useStyles } from '../session/EntrancePage.styles.ts'
import type { Session } from '../session/session.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { TwoFactorSetup } from './TwoFactorSetup.tsx'
import { useTwoFactor } from './use-two-factor.ts'

export interface TwoFactorPageProps {
  session: Session
  me: MeView
}

/** Stands before everything else while an environment demands a second factor that this session does not have (DX-SEC-03). */
export function TwoFactorPage({ session, me }: TwoFactorPageProps) {
  const { t } = useTranslation(['ownAccount', 'common'])
  const styles = useStyles()
  const known = useTwoFactor(session.api)
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  // Whoever they are is settled: this page needs no more than that, and the session may have to begin anew.
  const away = (
    <div className={styles.ways}>
      <span className={styles.hint}>{me.user.email}</span>
      <Link as="button" type="button" className={styles.way} onClick={() => void session.signOut()}>
        {t('ownAccount:signOut')}
      </Link>
    </div>
  )

  if (codes !== null) {
    return (
      <EntrancePage wide focusTitle title={t('ownAccount:codes.title')} lead={t('ownAccount:codes.lead')}>
        <RecoveryCodes
          codes={codes}
          email={me.user.email}
          action={t('ownAccount:codes.goOn')}
          onDone={() => void session.refresh()}
        />
      </EntrancePage>
    )
  }
  if (known.view === null) return <Waiting known={known} />
  if (known.view.state === 'on') {
    return (
      <EntrancePage
        focusTitle
        title={t('ownAccount:setUp.alreadyTitle')}
        lead={t('ownAccount:setUp.already')}
      >
        <Button
          appearance="primary"
          size="large"
          className={styles.submit}
          onClick={() => void session.signOut()}
        >
          {t('ownAccount:setUp.alreadyAction')}
        </Button>
      </EntrancePage>
    )
  }
  return (
    <EntrancePage
      wide
      focusTitle
      title={t('ownAccount:setUp.title')}
      lead={t('ownAccount:setUp.required')}
      below={away}
    >
      <TwoFactorSetup api={session.api} onDone={setCodes} />
    </EntrancePage>
  )
}

function Waiting({ known }: { known: ReturnType<typeof useTwoFactor> }) {
  const { t } = useTranslation('ownAccount')
  const { load, failure } = known
  useEffect(() => void load(), [load])
  return (
    <main style={{ height: '100%', display: 'grid', placeContent: 'center' }}>
      {failure === null ? (
        <Delayed afterMs={400}>
          <Spinner labelPosition="below" label={t('loading')} />
        </Delayed>
      ) : (
        <ErrorState code={failure} onRetry={() => void load()} />
      )}
    </main>
  )
}
