import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactRow } from '../../../../../server/contract/privacy-routes.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { useStyles } from '../parts/dialogs.styles.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'

export interface EraseDialogProps {
  contact: ContactRow
  onClose: () => void
  onErased: () => void
}

/** The end of all that is known of somebody. Their name is typed again: nobody is erased by a slip of the hand. */
export function EraseDialog({ contact, onClose, onErased }: EraseDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()
  const [typed, setTyped] = useState('')
  const name = safeName(contact.name)
  // What is typed is held against what is read; what is sent is what the server knows.
  const fits = fold(typed) === fold(name)

  async function erase(): Promise<void> {
    await task.run(async () => {
      const { deleted } = await api.call('POST /environments/:id/contacts/:contactId/erase', {
        params: { id: environmentId, contactId: contact.id },
        body: { confirm: contact.name },
      })
      notify.done(t('erase.done', { name, count: deleted.messages }))
      onErased()
    })
  }

  return (
    <FormDialog
      title={t('erase.title', { name })}
      submit={t('erase.yes')}
      task={task}
      faults={{ not_found: t('erase.gone') }}
      disabled={!fits}
      onClose={onClose}
      onSubmit={() => void erase()}
    >
      <p className={styles.text}>{t('erase.text', { name, address: contact.address })}</p>
      <p className={styles.text}>{t('erase.final')}</p>
      <Field label={t('erase.confirm', { name })}>
        <Input
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
    </FormDialog>
  )
}

function fold(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}
