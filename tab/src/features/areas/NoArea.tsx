import { PersonLockRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useAccount } from '../inbox/use-account.ts'
import { useStyles } from './AreaFrame.styles.ts'

/** For members whose roles include nothing of what the app shows. */
export function NoArea() {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  const { environments, environmentId } = useAccount()
  const environment = environments.find(({ id }) => id === environmentId)?.name ?? ''
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <EmptyState
        icon={<PersonLockRegular />}
        title={t('none.title')}
        hint={t(environments.length > 1 ? 'none.hintOther' : 'none.hint', { environment })}
      />
    </main>
  )
}
