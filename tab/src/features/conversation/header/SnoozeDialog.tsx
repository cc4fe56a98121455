import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { chosenTime, fieldsOf, tomorrowMorning } from './snooze-times.ts'
import { useStyles } from './SnoozeDialog.styles.ts'

interface SnoozeDialogProps {
  now: Date
  onSnooze: (until: Date) => void
  onClose: () => void
}

/** A day and a time at which the conversation comes back. */
export function SnoozeDialog({ now, onSnooze, onClose }: SnoozeDialogProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [fields, setFields] = useState(() => fieldsOf(tomorrowMorning(now)))
  const [tried, setTried] = useState(false)
  const until = chosenTime(fields.date, fields.time, now)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (until === null) return
    onSnooze(until)
    onClose()
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{t('snooze.title')}</DialogTitle>
            <DialogContent className={styles.content}>
              <p className={styles.intro}>{t('snooze.intro')}</p>
              <div className={styles.fields}>
                <Field label={t('snooze.date')} className={styles.field}>
                  <Input
                    type="date"
                    value={fields.date}
                    min={fieldsOf(now).date}
                    onChange={(_, { value }) => setFields({ ...fields, date: value })}
                  />
                </Field>
                <Field
                  label={t('snooze.time')}
                  className={styles.field}
                  {...(tried && until === null ? { validationMessage: t('snooze.past') } : {})}
                >
                  <Input
                    type="time"
                    value={fields.time}
                    onChange={(_, { value }) => setFields({ ...fields, time: value })}
                  />
                </Field>
              </div>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('snooze.cancel')}</Button>
              <Button type="submit" appearance="primary">
                {t('snooze.confirm')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
