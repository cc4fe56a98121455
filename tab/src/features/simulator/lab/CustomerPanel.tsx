import { useTranslation } from 'react-i18next'
import { controlApi, type ContactChange } from '../state/control-api.ts'
import type { Chat } from '../state/phone-state.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './Laboratory.styles.ts'
import { SwitchRow } from './SwitchRow.tsx'

/** The phone of the customer on the screen. */
export function CustomerPanel({ chat }: { chat: Chat | null }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  if (chat === null) return <p className={styles.muted}>{t('customer.choose')}</p>
  const { contact } = chat
  const change = (patch: ContactChange): void => void run(controlApi.changeContact(contact.id, patch))
  return (
    <>
      <div className={styles.switches}>
        <SwitchRow
          label={t('customer.online')}
          hint={t('customer.onlineHint')}
          checked={contact.online}
          onChange={(online) => change({ online })}
        />
        <SwitchRow
          label={t('customer.whatsApp')}
          hint={t('customer.whatsAppHint')}
          checked={contact.hasWhatsApp}
          onChange={(hasWhatsApp) => change({ hasWhatsApp })}
        />
        <SwitchRow
          label={t('customer.marketing')}
          hint={t('customer.marketingHint')}
          checked={!contact.marketingStopped}
          onChange={(marketing) => change({ marketing })}
        />
        <SwitchRow
          label={t('customer.hidesNumber')}
          hint={t('customer.hidesNumberHint')}
          checked={contact.hidesNumber}
          disabled={contact.phone === null}
          onChange={(hidesNumber) => change({ hidesNumber })}
        />
      </div>
      <dl className={styles.facts}>
        <dt>{t('customer.number')}</dt>
        <dd>{contact.phone ?? t('customer.none')}</dd>
        <dt>{t('customer.userId')}</dt>
        <dd>{contact.userId}</dd>
      </dl>
    </>
  )
}
