import { Badge, Button, Spinner } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { TwoFactorView } from '../../../../server/contract/identity.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useStyles } from './OwnAccountDialog.styles.ts'
import type { AccountView } from './account-view.ts'
import type { KnownTwoFactor } from './use-two-factor.ts'

/** From here on one had better make new recovery codes. */
const FEW_CODES = 3

export interface TwoFactorSectionProps {
  known: KnownTwoFactor
  onView: (view: AccountView) => void
}

/** Whether one has a second factor, and what can be done about it. */
export function TwoFactorSection({ known, onView }: TwoFactorSectionProps) {
  const { t } = useTranslation('ownAccount')
  const styles = useStyles()
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t('twoFactor.title')}</h3>
        {known.view !== null && (
          <Badge appearance="tint" color={known.view.state === 'on' ? 'success' : 'informative'}>
            {t(known.view.state === 'on' ? 'twoFactor.stateOn' : 'twoFactor.stateOff')}
          </Badge>
        )}
      </div>
      {known.failure !== null && <ErrorState code={known.failure} onRetry={() => void known.load()} />}
      {known.view === null && known.failure === null && (
        <Delayed afterMs={400}>
          <Spinner label={t('loading')} />
        </Delayed>
      )}
      {known.view?.state === 'off' && (
        <>
          <p className={styles.text}>{t('twoFactor.off')}</p>
          <div className={styles.actions}>
            <Button onClick={() => onView('setUp')}>{t('twoFactor.turnOn')}</Button>
          </div>
        </>
      )}
      {known.view?.state === 'on' && <WhenOn view={known.view} onView={onView} />}
    </section>
  )
}

function WhenOn({ view, onView }: { view: TwoFactorView; onView: (view: AccountView) => void }) {
  const { t } = useTranslation('ownAccount')
  const styles = useStyles()
  const left = view.recoveryCodesLeft
  return (
    <>
      <p className={styles.text}>{t('twoFactor.on')}</p>
      <p className={styles.hint}>
        {t('twoFactor.codesLeft', { count: left })}
        {left <= FEW_CODES && <> · {t('twoFactor.fewLeft')}</>}
      </p>
      {view.required && <p className={styles.hint}>{t('twoFactor.required')}</p>}
      <div className={styles.actions}>
        <Button onClick={() => onView('newCodes')}>{t('twoFactor.newCodes')}</Button>
        {!view.required && <Button onClick={() => onView('turnOff')}>{t('twoFactor.turnOff')}</Button>}
      </div>
    </>
  )
}
