import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../areas/use-address.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { FormDialog } from '../../studio/parts/FormDialog.tsx'
import { useTask } from '../../studio/parts/use-task.ts'
import { administrationAddress } from '../administration-address.ts'
import { useAdministration } from '../use-administration.ts'
import { firstPlace, PlaceFields } from './PlaceFields.tsx'

/** Makes a customer account with its first environment, and goes there: the rest is set on its page (CVG-CUST-02, -04). */
export function CreateAccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('administration')
  const { api, agencyId, session } = useAdministration()
  const { visit } = useAddress()
  const notify = useNotify()
  const task = useTask()
  const [name, setName] = useState('')
  const [reference, setReference] = useState('')
  const [place, setPlace] = useState(firstPlace)
  const [attempted, setAttempted] = useState(false)
  // A second press, or one after an answer that was lost, makes no second customer.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const isMissing = attempted && name.trim() === ''

  async function create(): Promise<void> {
    setAttempted(true)
    if (name.trim() === '') return
    await task.run(async () => {
      const account = await api.call('POST /agencies/:id/accounts', {
        params: { id: agencyId },
        body: {
          name: name.trim(),
          reference: reference.trim() === '' ? null : reference.trim(),
          ...place,
          idempotencyKey,
        },
      })
      notify.done(t('create.done', { name: account.name }))
      // The new environment belongs into the switch.
      void session.load()
      visit(administrationAddress({ page: 'accounts', accountId: account.id }))
      onClose()
    })
  }

  return (
    <FormDialog
      title={t('create.title')}
      submit={t(task.busy ? 'create.creating' : 'create.submit')}
      task={task}
      faults={{ conflict: t('create.nameTaken') }}
      onClose={onClose}
      onSubmit={() => void create()}
    >
      <p style={{ margin: 0 }}>{t('create.lead')}</p>
      <Field
        label={t('create.name')}
        required
        {...(isMissing ? { validationMessage: t('create.nameMissing') } : {})}
      >
        <Input
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(_, { value }) => {
            setName(value)
            task.forget()
          }}
        />
      </Field>
      <Field label={`${t('create.reference')} (${t('create.optional')})`} hint={t('create.referenceHint')}>
        <Input
          value={reference}
          maxLength={200}
          autoComplete="off"
          onChange={(_, { value }) => setReference(value)}
        />
      </Field>
      <PlaceFields place={place} onChange={setPlace} />
    </FormDialog>
  )
}
