import { Button, Checkbox } from '@fluentui/react-components'
import { ArrowDownloadRegular, CheckmarkRegular, CopyRegular, PrintRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { useCopy } from '../conversation/messages/use-copy.ts'
import { printList, saveText } from './paper.ts'
import { useStyles } from './RecoveryCodes.styles.ts'

export interface RecoveryCodesProps {
  codes: readonly string[]
  /** Whose they are, for the file and the paper. */
  email: string
  /** What the button says that goes on. */
  action: string
  onDone: () => void
}

/** Codes for a lost telephone, shown this once. They have to be stored before it goes on. */
export function RecoveryCodes({ codes, email, action, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('ownAccount')
  const styles = useStyles()
  const format = useFormat()
  const { copied, copy } = useCopy()
  const tick = useRef<HTMLInputElement>(null)
  const [made] = useState(() => new Date())
  const [stored, setStored] = useState(false)
  const [checked, setChecked] = useState(false)
  const title = t('codes.fileTitle', { email })
  const hint = t('codes.fileHint', { date: format.date(made) })
  const missing = checked && !stored

  function goOn(): void {
    setChecked(true)
    if (stored) onDone()
    else tick.current?.focus()
  }

  return (
    <div className={styles.root}>
      <ul className={styles.list} aria-label={t('codes.list')}>
        {codes.map((code) => (
          <li key={code} className={styles.code}>
            {code}
          </li>
        ))}
      </ul>
      <div className={styles.ways}>
        <Button
          className={styles.way}
          icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
          onClick={() => copy(codes.join('\n'))}
        >
          {t(copied ? 'codes.copied' : 'codes.copy')}
        </Button>
        <Button
          className={styles.way}
          icon={<ArrowDownloadRegular />}
          onClick={() => saveText(t('codes.file'), [title, '', ...codes, '', hint].join('\r\n'))}
        >
          {t('codes.download')}
        </Button>
        <Button
          className={styles.way}
          icon={<PrintRegular />}
          onClick={() => printList({ title, items: codes, hint })}
        >
          {t('codes.print')}
        </Button>
      </div>
      <div>
        <Checkbox
          input={{ ref: tick }}
          className={styles.stored}
          label={t('codes.stored')}
          checked={stored}
          aria-invalid={missing}
          onChange={(_, data) => setStored(data.checked === true)}
        />
        {missing && (
          <p className={styles.fault} role="alert">
            {t('codes.storeFirst')}
          </p>
        )}
      </div>
      <Button className={styles.done} appearance="primary" size="large" onClick={goOn}>
        {action}
      </Button>
    </div>
  )
}
