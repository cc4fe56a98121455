import { Input, mergeClasses } from '@fluentui/react-components'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../state/wire.ts'
import { changeCallerSettings, useCallerSettings } from './caller-settings.ts'
import { isNumber, otherNumber, ownKind, type OwnKind } from './own-number.ts'
import { useStyles } from './OwnNumber.styles.ts'
import { showNumber } from './phone-number.ts'

const KINDS: readonly OwnKind[] = ['mobile', 'landline', 'withheld']

/** Which number the hotline is to see. */
export function OwnNumber({ contact }: { contact: Contact }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const name = useId()
  const settings = useCallerSettings()
  const chosen = ownKind(settings, contact)
  return (
    <fieldset className={styles.group} aria-labelledby={`${name}-label`}>
      <div className={styles.head}>
        <span id={`${name}-label`} className={styles.legend}>
          {t('call.dial.from')}
        </span>
        {chosen === 'mobile' && <span className={styles.note}>{showNumber(contact.phone ?? '')}</span>}
      </div>
      <div className={styles.segments}>
        {KINDS.map((kind) => {
          const impossible = kind === 'mobile' && contact.phone === null
          return (
            <label
              key={kind}
              className={mergeClasses(
                styles.segment,
                kind === chosen && styles.chosen,
                impossible && styles.impossible,
              )}
              title={impossible ? t('call.dial.noMobile') : undefined}
            >
              <input
                type="radio"
                className={styles.radio}
                name={name}
                checked={kind === chosen}
                disabled={impossible}
                onChange={() => changeCallerSettings({ own: kind })}
              />
              {t(`call.dial.${kind}`)}
            </label>
          )
        })}
      </div>
      {chosen === 'withheld' && <span className={styles.note}>{t('call.dial.withheldHint')}</span>}
      {chosen === 'landline' && <OtherNumber contact={contact} />}
    </fieldset>
  )
}

function OtherNumber({ contact }: { contact: Contact }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const settings = useCallerSettings()
  const value = otherNumber(settings, contact)
  const wrong = !isNumber(value)
  return (
    <>
      <Input
        className={styles.number}
        type="tel"
        autoComplete="off"
        aria-label={t('call.dial.otherNumber')}
        title={t('call.dial.otherNumberHint')}
        aria-invalid={wrong}
        value={value}
        onChange={(_event, data) => changeCallerSettings({ landline: data.value })}
      />
      {wrong && (
        <span role="alert" className={mergeClasses(styles.note, styles.wrong)}>
          {t('call.dial.otherNumberWrong')}
        </span>
      )}
    </>
  )
}
