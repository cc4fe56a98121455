import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  ChannelField,
  ChannelProvider,
  ChannelSetup,
} from '../../../../../server/contract/setup-routes.ts'
import { ApiError } from '../../../api/api-error.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { readNumber } from '../telephony/phone-input.ts'
import { useEditing } from '../use-editing.ts'
import { useStudio } from '../use-studio.ts'
import { useChannelFieldWords } from './use-channel-words.ts'

export interface ChannelDialogProps {
  kind: ChannelProvider['kind']
  /** The one that is changed; absent to connect another. */
  channel?: ChannelSetup
  providers: readonly ChannelProvider[]
  onClose: () => void
  /** Somebody else has changed it since; what holds is fetched. */
  onOvertaken: () => void
  onSaved: () => void
}

type Values = Readonly<Record<string, string>>

/** What a provider needs, as it says itself. A secret that is set is never shown again: it stays or is replaced. */
export function ChannelDialog({
  kind,
  channel,
  providers,
  onClose,
  onOvertaken,
  onSaved,
}: ChannelDialogProps) {
  const { t } = useTranslation('setup')
  const { api, environmentId } = useStudio()
  const { view } = useEditing()
  const task = useTask()
  const own = providers.filter((provider) => provider.kind === kind)
  const [providerId, setProviderId] = useState(channel?.provider ?? own[0]?.provider ?? '')
  const [values, setValues] = useState<Values>(channel?.values ?? {})
  const [name, setName] = useState(() => channel?.name ?? suggestName(view.service.name, kind))
  const [attempted, setAttempted] = useState(false)
  const [overtaken, setOvertaken] = useState(false)
  const provider = own.find((one) => one.provider === providerId)
  const fields = provider?.fields ?? []
  const isSet = (field: ChannelField): boolean => channel?.secretsSet.includes(field.name) === true
  const missing = (field: ChannelField): boolean =>
    field.required && !isSet(field) && (values[field.name] ?? '').trim() === ''
  const nameFits = /^[\w.-]{1,64}$/.test(name)

  async function save(): Promise<void> {
    setAttempted(true)
    if (fields.some(missing) || !nameFits) return
    const given = valuesToSend(fields, values, view.service.country)
    const isSaved = await task.run(async () => {
      try {
        if (channel === undefined) {
          await api.call('POST /environments/:id/services/:serviceId/channels', {
            params: { id: environmentId, serviceId: view.service.id },
            body: { name, kind, provider: providerId, values: given },
          })
        } else {
          await api.call('PUT /environments/:id/channels/:channelId', {
            params: { id: environmentId, channelId: channel.id },
            body: { version: channel.version, values: given },
          })
        }
      } catch (error) {
        if (channel !== undefined && error instanceof ApiError && error.code === 'conflict') {
          setOvertaken(true)
          onOvertaken()
        }
        throw error
      }
    })
    if (isSaved) onSaved()
  }

  return (
    <FormDialog
      title={t(channel === undefined ? `channels.connect.${kind}` : 'channels.editTitle')}
      submit={t(channel === undefined ? 'channels.submit' : 'channels.save')}
      task={task}
      faults={{ conflict: t(channel === undefined ? 'channels.nameTaken' : 'channels.overtaken') }}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {channel === undefined && own.length > 1 && (
        <Field label={t('channels.provider')}>
          <RadioGroup value={providerId} onChange={(_, { value }) => setProviderId(value)}>
            {own.map((one) => (
              <Radio key={one.provider} value={one.provider} label={one.name} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {fields.map((field) => (
        <ValueField
          key={`${providerId} ${field.name}`}
          field={field}
          value={values[field.name] ?? ''}
          isSet={isSet(field)}
          issue={
            attempted && missing(field)
              ? t('channels.missing')
              : task.issues.has(`values.${field.name}`)
                ? t('channels.refused')
                : null
          }
          theirs={overtaken ? channel?.values[field.name] : undefined}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {channel === undefined && (
        <Field
          label={t('channels.name')}
          hint={t('channels.nameHint')}
          {...(nameFits ? {} : { validationMessage: t('channels.nameIssue') })}
        >
          <Input value={name} maxLength={64} autoComplete="off" onChange={(_, { value }) => setName(value)} />
        </Field>
      )}
    </FormDialog>
  )
}

interface ValueFieldProps {
  field: ChannelField
  value: string
  /** A secret that is there already. */
  isSet: boolean
  issue: string | null
  /** What somebody else has saved meanwhile. */
  theirs: string | undefined
  onChange: (value: string) => void
}

function ValueField({ field, value, isSet, issue, theirs, onChange }: ValueFieldProps) {
  const { t } = useTranslation('setup')
  const { name, hint } = useChannelFieldWords()(field.name)
  const isSecret = field.kind === 'secret'
  const hints = [
    isSet ? t('channels.keepSecret') : hint,
    theirs !== undefined && theirs !== value ? t('channels.theirs', { value: theirs }) : null,
  ].filter((text) => text !== null)
  return (
    <Field
      label={name}
      required={field.required && !isSet}
      {...(hints.length === 0 ? {} : { hint: hints.join(' ') })}
      {...(issue === null ? {} : { validationMessage: issue })}
    >
      <Input
        type={isSecret ? 'password' : field.kind === 'phone' ? 'tel' : field.kind === 'url' ? 'url' : 'text'}
        value={value}
        // Browsers would offer the person's own password.
        autoComplete={isSecret ? 'new-password' : 'off'}
        spellCheck={false}
        maxLength={4096}
        placeholder={isSet ? '••••••••' : (field.example ?? '')}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  )
}

/** Numbers in the form that providers take; secrets that were not typed are left out and stay as they are. */
function valuesToSend(
  fields: readonly ChannelField[],
  values: Values,
  country: string,
): Record<string, string> {
  const entries = fields.flatMap(({ name, kind }): [string, string][] => {
    const value = (values[name] ?? '').trim()
    if (kind === 'secret' && value === '') return []
    return [[name, kind === 'phone' ? (readNumber(value, country) ?? '') : value]]
  })
  return Object.fromEntries(entries)
}

/** The service's name in the letters that addresses take. */
function suggestName(service: string, kind: string): string {
  const plain = service
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return `${plain.slice(0, 40)}${plain === '' ? '' : '-'}${kind === 'telephony' ? 'line' : kind}`
}
