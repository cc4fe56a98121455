import { mergeClasses, Tab, TabList } from '@fluentui/react-components'
import {
  BeakerRegular,
  DocumentTextRegular,
  FlashRegular,
  PhoneRegular,
  PlugConnectedRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chat, PhoneState } from '../state/phone-state.ts'
import { CustomerPanel } from './CustomerPanel.tsx'
import { EventLog } from './EventLog.tsx'
import { FaultPanel } from './FaultPanel.tsx'
import { useStyles } from './Laboratory.styles.ts'
import { TemplatePanel } from './TemplatePanel.tsx'
import { TimeCard } from './TimeCard.tsx'
import { WebhookPanel } from './WebhookPanel.tsx'

export interface LaboratoryProps {
  state: PhoneState
  /** The chat on the phone; `null` while a customer is chosen. */
  chat: Chat | null
  /** With a title of its own; a drawer has one already. */
  headed: boolean
}

const TABS = {
  customer: PhoneRegular,
  faults: FlashRegular,
  webhooks: PlugConnectedRegular,
  templates: DocumentTextRegular,
} as const
type TabName = keyof typeof TABS

/** Everything that the real world does by itself: time passes, phones lose their network, platforms fail. */
export function Laboratory({ state, chat, headed }: LaboratoryProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const [tab, setTab] = useState<TabName>('customer')
  return (
    <div className={styles.root}>
      {headed && (
        <div className={styles.head}>
          <BeakerRegular fontSize={28} aria-hidden="true" />
          <div>
            <h2 className={styles.title}>{t('lab.title')}</h2>
            <p className={styles.lead}>{t('lab.lead')}</p>
          </div>
        </div>
      )}
      <TimeCard state={state} chat={chat} />
      <section className={styles.card}>
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={tab}
          aria-label={t('lab.tabs')}
          onTabSelect={(_event, { value }) => setTab(value as TabName)}
        >
          {(Object.keys(TABS) as TabName[]).map((name) => {
            const Icon = TABS[name]
            return (
              <Tab
                key={name}
                id={`lab-tab-${name}`}
                value={name}
                {...(headed ? { icon: <Icon /> } : {})}
                aria-controls="lab-panel"
              >
                {t(`lab.tab.${name}`)}
                {name === 'faults' && state.lab.faults.length > 0 && ` (${state.lab.faults.length})`}
              </Tab>
            )
          })}
        </TabList>
        <div id="lab-panel" className={styles.panel} role="tabpanel" aria-labelledby={`lab-tab-${tab}`}>
          {tab === 'customer' && <CustomerPanel chat={chat} />}
          {tab === 'faults' && (
            <FaultPanel lab={state.lab} contact={chat?.contact ?? null} contacts={state.contacts} />
          )}
          {tab === 'webhooks' && <WebhookPanel lab={state.lab} numbers={state.numbers} />}
          {tab === 'templates' && <TemplatePanel templates={state.templates} />}
        </div>
      </section>
      <section className={mergeClasses(styles.card, styles.grow)} aria-labelledby="lab-log">
        <h3 id="lab-log" className={styles.cardTitle}>
          {t('log.title')}
        </h3>
        <EventLog log={state.log} />
      </section>
    </div>
  )
}
