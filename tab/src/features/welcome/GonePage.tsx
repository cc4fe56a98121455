import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { EntrancePage } from '../session/EntrancePage.tsx'
import { useStyles } from '../session/EntrancePage.styles.ts'
import type { SignInStep } from '../session/use-sign-in.ts'
import type { LinkKind } from './link.ts'

export interface GonePageProps {
  /** What the link was for; `null` when there was none. */
  kind: LinkKind | null
  onLeave: () => void
  onAsk: (step: SignInStep) => void
}

/** A link that is good for nothing, and what to do about it. */
export function GonePage({ kind, onLeave, onAsk }: GonePageProps) {
  const { t } = useTranslation('welcome')
  const styles = useStyles()
  const name = kind ?? 'none'
  return (
    <EntrancePage focusTitle title={t(`gone.${name}Title`)} lead={t(`gone.${name}`)}>
      {kind === 'reset' && (
        <Button
          className={styles.submit}
          appearance="primary"
          size="large"
          onClick={() => onAsk({ at: 'forgot', email: '' })}
        >
          {t('gone.resetAgain')}
        </Button>
      )}
      <Button
        className={styles.submit}
        size="large"
        {...(kind === 'reset' ? {} : { appearance: 'primary' as const })}
        onClick={onLeave}
      >
        {t('toSignIn')}
      </Button>
    </EntrancePage>
  )
}
