import { useTranslation } from 'react-i18next'
import type { EnvironmentSettingsView } from '../../../../../server/contract/people-routes.ts'
import { Fact } from '../overview/Fact.tsx'
import { Group } from '../parts/Group.tsx'

export interface DecidedProps {
  account: NonNullable<EnvironmentSettingsView['account']>
}

/** What partners have decided for the whole account: to be seen here, not to be changed (DX-RET-03, DX-SEC-02). */
export function Decided({ account }: DecidedProps) {
  const { t } = useTranslation('people')
  const { retentionDays, twoFactorRequired } = account
  return (
    <Group title={t('settings.account', { account: account.name })} hint={t('settings.accountHint')}>
      <Fact term={t('settings.retention')}>
        {retentionDays === null
          ? t('settings.retentionNever')
          : t('settings.retentionDays', { count: retentionDays })}
      </Fact>
      <Fact term={t('settings.twoFactor')}>
        {t(twoFactorRequired ? 'settings.twoFactorRequired' : 'settings.twoFactorFree')}
      </Fact>
    </Group>
  )
}
