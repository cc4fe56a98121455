import { Scales20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { SwitchRow } from '../parts/SwitchRow.tsx'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './telephony.styles.ts'

/** Whether what callers say is recorded, with what the law asks for beside it (DX-TEL-03, DX-TEL-04). */
export function RecordingRow() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { mine, view, change, may } = useEditing()
  const { recordSpeech } = mine.telephony
  const records = view.line?.records === true
  const why = view.line === null ? t('telephony.recordNoLine') : t('telephony.recordUnable')
  return (
    <SwitchRow
      label={t('telephony.record')}
      hint={records ? t('telephony.recordHint') : why}
      footer={
        <div className={styles.legal} role="note" aria-label={t('telephony.legalLabel')}>
          <span className={styles.legalIcon} aria-hidden="true">
            <Scales20Regular />
          </span>
          <p className={styles.legalText}>{t('telephony.legal')}</p>
        </div>
      }
      checked={recordSpeech}
      // What a line before this one could do can still be switched off.
      disabled={!may('telephony') || (!records && !recordSpeech)}
      onChange={(next) =>
        change((settings) => ({
          ...settings,
          telephony: { ...settings.telephony, recordSpeech: next },
        }))
      }
    />
  )
}
