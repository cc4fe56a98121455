import { Badge, mergeClasses, Select } from '@fluentui/react-components'
import { CheckmarkCircleRegular, ErrorCircleRegular, HourglassRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { controlApi, type SettingsChange } from '../state/control-api.ts'
import type { BusinessNumber, Lab } from '../state/wire.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './Laboratory.styles.ts'
import { SwitchRow } from './SwitchRow.tsx'

const DELAYS_SECONDS = [0, 1, 5, 15, 60]

/** How the platform behaves towards the inbox. */
export function WebhookPanel({ lab, numbers }: { lab: Lab; numbers: readonly BusinessNumber[] }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const { settings, pendingWebhooks } = lab
  const change = (patch: SettingsChange): void => void run(controlApi.configure(patch))
  return (
    <>
      {numbers.map((number) => (
        <div key={number.phoneNumberId} className={mergeClasses(styles.row, styles.between)}>
          <VerificationBadge number={number} />
          <Badge appearance="tint" color={pendingWebhooks > 0 ? 'warning' : 'informative'}>
            {pendingWebhooks > 0 ? t('webhooks.waiting', { count: pendingWebhooks }) : t('webhooks.none')}
          </Badge>
        </div>
      ))}
      <div className={styles.switches}>
        <SwitchRow
          label={t('webhooks.pause')}
          hint={t('webhooks.pauseHint')}
          checked={settings.webhooks.paused}
          onChange={(paused) => change({ webhooks: { paused } })}
        />
        <SwitchRow
          label={t('webhooks.duplicate')}
          checked={settings.webhooks.duplicate}
          onChange={(duplicate) => change({ webhooks: { duplicate } })}
        />
        <SwitchRow
          label={t('webhooks.reorder')}
          checked={settings.webhooks.reorder}
          onChange={(reorder) => change({ webhooks: { reorder } })}
        />
        <SwitchRow
          label={t('webhooks.batch')}
          checked={settings.webhooks.batch}
          onChange={(batch) => change({ webhooks: { batch } })}
        />
        <SwitchRow
          label={t('webhooks.coexistence')}
          hint={t('webhooks.coexistenceHint')}
          checked={settings.coexistence}
          onChange={(coexistence) => change({ coexistence })}
        />
        <SwitchRow
          label={t('webhooks.refuseAtOnce')}
          hint={t('webhooks.refuseAtOnceHint')}
          checked={settings.windowRefusal === 'response'}
          onChange={(atOnce) => change({ windowRefusal: atOnce ? 'response' : 'status' })}
        />
        <SwitchRow
          label={t('webhooks.pairRate')}
          hint={t('webhooks.pairRateHint')}
          checked={settings.pairRate}
          onChange={(pairRate) => change({ pairRate })}
        />
      </div>
      <label className={styles.row}>
        {t('webhooks.delay')}
        <Select
          size="small"
          value={String(settings.webhooks.delayMs / 1000)}
          onChange={(_event, { value }) => change({ webhooks: { delayMs: Number(value) * 1000 } })}
        >
          {[...new Set([...DELAYS_SECONDS, settings.webhooks.delayMs / 1000])].map((count) => (
            <option key={count} value={String(count)}>
              {count === 0 ? t('webhooks.delayNone') : t('webhooks.delaySeconds', { count })}
            </option>
          ))}
        </Select>
      </label>
    </>
  )
}

function VerificationBadge({ number }: { number: BusinessNumber }) {
  const { t } = useTranslation('simulator')
  const { verification } = number
  switch (verification.state) {
    case 'pending':
      return (
        <Badge appearance="tint" color="informative" icon={<HourglassRegular />}>
          {t('webhooks.pendingCheck')}
        </Badge>
      )
    case 'verified':
      return (
        <Badge appearance="tint" color="success" icon={<CheckmarkCircleRegular />} title={number.webhookUrl}>
          {t('webhooks.verified')}
        </Badge>
      )
    case 'refused':
      return (
        <Badge appearance="tint" color="danger" icon={<ErrorCircleRegular />} title={number.webhookUrl}>
          {verification.reason === 'no_answer'
            ? t('webhooks.noAnswer')
            : t('webhooks.refused', { status: verification.status })}
        </Badge>
      )
  }
}
