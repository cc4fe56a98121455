import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../inbox/use-notify.tsx'
import { FormDialog } from '../../studio/parts/FormDialog.tsx'
import { useTask } from '../../studio/parts/use-task.ts'
import { useAdministration } from '../use-administration.ts'
import { firstPlace, PlaceFields } from './PlaceFields.tsx'

export interface AddEnvironmentDialogProps {
  accountId: string
  onClose: () => void
  onAdded: () => void
}

/** Another environment of a customer (DX-ORG-08). */
export function AddEnvironmentDialog({ accountId, onClose, onAdded }: AddEnvironmentDialogProps) {
  const { t } = useTranslation('administration')
  const { api, session } = useAdministration()
  const notify = useNotify()
  const task = useTask()
  const [name, setName] = useState('')
  const [place, setPlace] = useState(firstPlace)
  const [attempted, setAttempted] = useState(false)
  const isMissing = attempted && name.trim() === ''

  async function add(): Promise<void> {
    setAttempted(true)
    if (name.trim() === '') return
    await task.run(async () => {
      const added = await api.call('POST /accounts/:id/environments', {
        params: { id: accountId },
        body: { name: name.trim(), ...place },
      })
      notify.done(t('environments.added', { name: added.name }))
      onAdded()
      onClose()
      void session.load()
    })
  }

  return (
    <FormDialog
      title={t('environments.addTitle')}
      submit={t(task.busy ? 'environments.adding' : 'environments.submit')}
      task={task}
      onClose={onClose}
      onSubmit={() => void add()}
    >
      <p style={{ margin: 0 }}>{t('environments.addLead')}</p>
      <Field
        label={t('environments.name')}
        required
        {...(isMissing ? { validationMessage: t('create.nameMissing') } : {})}
      >
        <Input value={name} maxLength={200} autoComplete="off" onChange={(_, { value }) => setName(value)} />
      </Field>
      <PlaceFields place={place} onChange={setPlace} />
    </FormDialog>
  )
}
