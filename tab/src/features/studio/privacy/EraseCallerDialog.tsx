import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallerRow } from '../../../../../server/contract/privacy-routes.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { useStyles } from '../parts/dialogs.styles.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'

export interface EraseCallerDialogProps {
  caller: CallerRow
  onClose: () => void
  onErased: () => void
}

/** Fewer digits are no number. */
const SHORTEST = 4

/** The end of the calls of a number. It is typed again: nobody is erased by a slip of the hand. */
export function EraseCallerDialog({ caller, onClose, onErased }: EraseCallerDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()
  const [typed, setTyped] = useState('')
  const { number, calls } = caller
  // In which forms a number may be written is for the server to say.
  const fits = typed.replaceAll(/\D/g, '').length >= SHORTEST

  async function erase(): Promise<void> {
    await task.run(async () => {
      const { deleted } = await api.call('POST /environments/:id/callers/erase', {
        params: { id: environmentId },
        body: { number, confirm: typed },
      })
      notify.done(t('eraseCaller.done', { count: deleted.calls }))
      onErased()
    })
  }

  return (
    <FormDialog
      title={t('eraseCaller.title', { number })}
      submit={t('erase.yes')}
      task={task}
      faults={{ not_found: t('eraseCaller.gone'), invalid_input: t('eraseCaller.wrong') }}
      disabled={!fits}
      onClose={onClose}
      onSubmit={() => void erase()}
    >
      <p className={styles.text}>{t('eraseCaller.text', { count: calls })}</p>
      <p className={styles.text}>{t('erase.final')}</p>
      <Field label={t('eraseCaller.confirm')}>
        <Input
          type="tel"
          value={typed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
    </FormDialog>
  )
}
