import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  webhookEvent,
  type WebhookEvent,
  type WebhookView,
} from '../../../../../server/contract/integration-routes.ts'
import { ApiError } from '../../../api/api-error.ts'
import { Checks } from '../parts/Checks.tsx'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { eventKey } from './integration-keys.ts'

export interface WebhookDialogProps {
  /** The one that is changed; absent to add another. */
  webhook?: WebhookView
  onClose: () => void
  onOvertaken: () => void
  /** With the secret of one that was added. */
  onSaved: (secret: string | null) => void
}

/** Where news are sent, and which. */
export function WebhookDialog({ webhook, onClose, onOvertaken, onSaved }: WebhookDialogProps) {
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const task = useTask()
  const [typed, setTyped] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState<WebhookEvent[]>([...(webhook?.events ?? webhookEvent.options)])
  const [attempted, setAttempted] = useState(false)
  const url = typed.trim()
  const fits = isAddress(url)
  const issue = (attempted && !fits) || task.issues.has('url') ? t('hooks.urlIssue') : undefined

  async function save(): Promise<void> {
    setAttempted(true)
    if (!fits || events.length === 0) return
    const params = { id: environmentId }
    await task.run(async () => {
      if (webhook === undefined) {
        const { secret } = await api.call('POST /environments/:id/webhooks', {
          params,
          body: { url, events },
        })
        onSaved(secret)
        return
      }
      const { id, version, active } = webhook
      try {
        await api.call('PUT /environments/:id/webhooks/:webhookId', {
          params: { ...params, webhookId: id },
          body: { url, events, version, active },
        })
      } catch (error) {
        // What holds is fetched, so that the next attempt is based on it.
        if (error instanceof ApiError && error.code === 'conflict') onOvertaken()
        throw error
      }
      onSaved(null)
    })
  }

  return (
    <FormDialog
      title={t(webhook === undefined ? 'hooks.create' : 'hooks.editTitle')}
      submit={t(webhook === undefined ? 'hooks.submit' : 'hooks.save')}
      task={task}
      faults={{ conflict: t('hooks.overtaken') }}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <Field
        label={t('hooks.url')}
        hint={t('hooks.urlHint')}
        {...(issue === undefined ? {} : { validationMessage: issue })}
      >
        <Input
          type="url"
          value={typed}
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://example.com/callover"
          onChange={(_, { value }) => {
            setTyped(value)
            task.forget()
          }}
        />
      </Field>
      <Checks
        label={t('hooks.events')}
        options={webhookEvent.options.map((event) => ({ value: event, name: t(`event.${eventKey(event)}`) }))}
        chosen={events}
        issue={events.length === 0 ? t('hooks.eventsIssue') : undefined}
        onChange={setEvents}
      />
    </FormDialog>
  )
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
