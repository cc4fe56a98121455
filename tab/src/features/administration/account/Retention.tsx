import { Input, Radio, RadioGroup } from '@fluentui/react-components'
import { Warning16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Row } from '../../studio/parts/Row.tsx'
import { readDays } from './account-form.ts'
import { useStyles } from './account.styles.ts'

const FIRST_SUGGESTION = '90'
const DAYS_PER_YEAR = 365.25
/** From here on a number of days says little. */
const YEARS_FROM_DAYS = 700

export interface RetentionProps {
  /** As typed; `null`: without end. */
  days: string | null
  /** As it is in force. */
  saved: number | null
  readOnly: boolean
  onChange: (days: string | null) => void
}

/** How long conversations are kept, and what that means (DX-RET-01, -02, -05). */
export function Retention({ days, saved, readOnly, onChange }: RetentionProps) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  // Who looks at the other choice and comes back finds what they had typed.
  const [last, setLast] = useState(days ?? FIRST_SUGGESTION)
  const count = days === null ? null : readDays(days)
  const isWrong = days !== null && count === null
  const isShorter = count !== null && (saved === null || count < saved)
  return (
    <Row
      label={t('account.retentionKeep')}
      issue={isWrong ? t('account.retentionInvalid') : undefined}
      footer={<Meaning count={count} forever={days === null} shorter={isShorter} />}
    >
      {({ id, ...aria }) => (
        <>
          <RadioGroup
            id={id}
            aria-label={t('account.retentionKeep')}
            disabled={readOnly}
            value={days === null ? 'forever' : 'days'}
            onChange={(_, { value }) => onChange(value === 'forever' ? null : last)}
          >
            <Radio value="forever" label={t('account.retentionForever')} />
            <Radio value="days" label={t('account.retentionDays')} />
          </RadioGroup>
          {days !== null && (
            <span className={styles.days}>
              <Input
                {...aria}
                className={styles.daysField}
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                aria-label={t('account.retentionNumber')}
                readOnly={readOnly}
                value={days}
                onChange={(_, { value }) => {
                  setLast(value)
                  onChange(value)
                }}
              />
              {t('account.retentionNumber')}
            </span>
          )}
        </>
      )}
    </Row>
  )
}

function Meaning({ count, forever, shorter }: { count: number | null; forever: boolean; shorter: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const format = useFormat()
  if (forever) return <p className={styles.means}>{t('account.retentionForeverMeans')}</p>
  if (count === null) return null
  const years = Math.round((count / DAYS_PER_YEAR) * 10) / 10
  return (
    <>
      <p className={styles.means}>
        {t('account.retentionMeans', { count })}
        {count >= YEARS_FROM_DAYS &&
          ` ${t('account.retentionYears', { days: format.number(count), years: format.number(years) })}`}
      </p>
      {shorter && (
        <p className={styles.warning}>
          <Warning16Regular className={styles.warningIcon} aria-hidden />
          {t('account.retentionShorter')}
        </p>
      )}
    </>
  )
}
