import { Dropdown, Field, Input, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiScope, type ApiScope } from '../../../../../server/contract/integration-routes.ts'
import { appClock } from '../../../state/clock.ts'
import { Checks } from '../parts/Checks.tsx'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { scopeKey } from './integration-keys.ts'

const DAY_MS = 86_400_000
/** In days; `null`: until somebody revokes it. */
const DAYS = { never: null, days30: 30, days90: 90, days365: 365 } as const
type Lifetime = keyof typeof DAYS
const LIFETIMES = Object.keys(DAYS) as readonly Lifetime[]

export interface ApiKeyDialogProps {
  onClose: () => void
  onCreated: (name: string, key: string) => void
}

/** Makes a key: what it is for, what it may be used for, how long. */
export function ApiKeyDialog({ onClose, onCreated }: ApiKeyDialogProps) {
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const task = useTask()
  const [typed, setTyped] = useState('')
  const [scopes, setScopes] = useState<ApiScope[]>(['conversations:read'])
  const [lifetime, setLifetime] = useState<Lifetime>('never')
  const [attempted, setAttempted] = useState(false)
  const name = typed.trim()

  async function create(): Promise<void> {
    setAttempted(true)
    if (name === '' || scopes.length === 0) return
    const days = DAYS[lifetime]
    const expiresAt = days === null ? null : new Date(appClock.now().getTime() + days * DAY_MS).toISOString()
    await task.run(async () => {
      const { apiKey, key } = await api.call('POST /environments/:id/api-keys', {
        params: { id: environmentId },
        body: { name, scopes, expiresAt },
      })
      onCreated(apiKey.name, key)
    })
  }

  return (
    <FormDialog
      title={t('keys.create')}
      submit={t('keys.submit')}
      task={task}
      onClose={onClose}
      onSubmit={() => void create()}
    >
      <Field
        label={t('keys.name')}
        hint={t('keys.nameHint')}
        {...(attempted && name === '' ? { validationMessage: t('keys.nameIssue') } : {})}
      >
        <Input
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <Checks
        label={t('keys.scopes')}
        options={apiScope.options.map((scope) => ({
          value: scope,
          name: t(`scope.${scopeKey(scope)}.name`),
          hint: t(`scope.${scopeKey(scope)}.hint`),
        }))}
        chosen={scopes}
        issue={scopes.length === 0 ? t('keys.scopesIssue') : undefined}
        onChange={setScopes}
      />
      <Field label={t('keys.lifetime')}>
        <Dropdown
          value={t(`lifetime.${lifetime}`)}
          selectedOptions={[lifetime]}
          onOptionSelect={(_, { optionValue }) =>
            setLifetime(LIFETIMES.find((one) => one === optionValue) ?? 'never')
          }
        >
          {LIFETIMES.map((one) => (
            <Option key={one} value={one}>
              {t(`lifetime.${one}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
    </FormDialog>
  )
}
