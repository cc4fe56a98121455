import { Avatar, Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { role } from '../../../../server/contract/member.ts'
import type { Demo } from './demo.ts'
import { useStyles } from './EntrancePage.styles.ts'
import type { SignIn } from './use-sign-in.ts'

export interface DemoAccountsProps {
  accounts: Demo['accounts']
  signIn: SignIn
}

/** One click to be one of the demo's people. */
export function DemoAccounts({ accounts, signIn }: DemoAccountsProps) {
  const { t } = useTranslation(['session', 'common'])
  // A demo may describe its people freely; roles by name are translated.
  const describe = (text: string): string => {
    const known = role.safeParse(text)
    return known.success ? t(`common:role.${known.data}`) : text
  }
  const styles = useStyles()
  return (
    <div className={styles.demo}>
      <p className={styles.hint}>{t('session:demo.lead')}</p>
      {accounts.map((account) => (
        <Button
          key={account.email}
          className={styles.account}
          disabledFocusable={signIn.busy}
          icon={<Avatar aria-hidden size={32} name={account.name} color="colorful" />}
          aria-label={t('session:demo.signInAs', { name: account.name, role: describe(account.role) })}
          onClick={() => void signIn.submit(account.email, account.password)}
        >
          <span className={styles.accountText}>
            <span className={styles.accountName}>{account.name}</span>
            <span className={styles.accountRole}>{describe(account.role)}</span>
          </span>
        </Button>
      ))}
    </div>
  )
}
