import { Button, Input } from '@fluentui/react-components'
import { Call16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Row } from '../parts/Row.tsx'
import { useEditing } from '../use-editing.ts'
import { readNumber, showNumber } from './phone-input.ts'
import { useStyles } from './telephony.styles.ts'

export interface NumberFieldProps {
  label: string
  hint: string
  /** In the form `+493012345`, or what somebody has written instead. */
  value: string | null
  /** Where it is in the settings. */
  path: string
  readOnly: boolean
  /** Offers to ring it (DX-TEL-11). */
  callable?: boolean
  warning?: string | null
  onChange: (value: string | null) => void
}

/** A phone number, typed in any way that people write one. */
export function NumberField({ label, hint, value, path, readOnly, onChange, ...more }: NumberFieldProps) {
  const { callable = false, warning = null } = more
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { issues, attempted, view } = useEditing()
  const [typed, setTyped] = useState<string | null>(null)
  const code = issues.get(path)
  // Half a number is no mistake yet.
  const isShown = code !== undefined && (typed === null || attempted)
  const isNumber = value !== null && code === undefined
  return (
    <Row
      label={label}
      hint={hint}
      issue={isShown ? t(`issue.${code}`) : undefined}
      {...(warning === null ? {} : { footer: <span className={styles.warning}>{warning}</span> })}
    >
      {(aria) => (
        <div className={styles.number}>
          <Input
            {...aria}
            className={styles.numberInput}
            type="tel"
            autoComplete="off"
            value={typed ?? (value === null ? '' : showNumber(value))}
            placeholder={t('telephony.numberPlaceholder')}
            readOnly={readOnly}
            onFocus={() => !readOnly && setTyped(value === null ? '' : showNumber(value))}
            onBlur={() => setTyped(null)}
            onChange={(_, data) => {
              setTyped(data.value)
              onChange(readNumber(data.value, view.service.country))
            }}
          />
          {callable && isNumber && <CallLink number={value} />}
        </div>
      )}
    </Row>
  )
}

/** Rings a number with whatever this device telephones with. */
export function CallLink({ number }: { number: string }) {
  const { t } = useTranslation('studio')
  return (
    <Button
      as="a"
      href={`tel:${number}`}
      icon={<Call16Regular />}
      aria-label={t('telephony.callNumber', { number: showNumber(number) })}
    >
      {t('telephony.call')}
    </Button>
  )
}
