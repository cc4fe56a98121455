import { Link } from '@fluentui/react-components'
import { Megaphone16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Referral } from '../../../../../server/contract/message.ts'
import { useStyles } from './cards.styles.ts'
import { hrefOf, safeName } from './text-format.ts'

/** Which ad or post brought the customer. */
export function ReferralView({ referral }: { referral: Referral }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const href = referral.sourceUrl === undefined ? null : hrefOf(referral.sourceUrl)
  const origin = t(referral.sourceType === 'post' ? 'message.referralPost' : 'message.referral')
  const headline = safeName(referral.headline ?? '')
  return (
    <div className={styles.referral}>
      <span className={styles.head}>
        <span className={styles.icon} aria-hidden="true">
          <Megaphone16Regular />
        </span>
        <span className={styles.quiet}>{headline === '' ? origin : `${origin}:`}</span>
      </span>
      {headline !== '' && (
        <span className={styles.title} dir="auto">
          {headline}
        </span>
      )}
      {referral.body !== undefined && (
        <span className={styles.quiet} dir="auto">
          {safeName(referral.body)}
        </span>
      )}
      {href !== null && (
        <Link href={href} target="_blank" rel="noopener noreferrer" className={styles.quiet}>
          {t('message.referralOpen')}
        </Link>
      )}
    </div>
  )
}
