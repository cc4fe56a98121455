import { Badge, Button } from '@fluentui/react-components'
import { AddRegular, KeyRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKeyView } from '../../../../../server/contract/integration-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { OnceDialog } from '../parts/OnceDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { ApiKeyDialog } from './ApiKeyDialog.tsx'
import { scopeKey } from './integration-keys.ts'

export interface ApiKeysProps {
  apiKeys: readonly ApiKeyView[]
  onChanged: () => void
}

/** Keys for other systems: made once, never shown again, revoked at once. */
export function ApiKeys({ apiKeys, onChanged }: ApiKeysProps) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const [creating, setCreating] = useState(false)
  const [fresh, setFresh] = useState<{ name: string; key: string } | null>(null)
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null)
  return (
    <Group
      title={t('keys.title')}
      hint={t('keys.hint')}
      aside={
        <Button size="small" icon={<AddRegular />} onClick={() => setCreating(true)}>
          {t('keys.create')}
        </Button>
      }
    >
      {apiKeys.length === 0 ? (
        <p className={styles.empty}>{t('keys.none')}</p>
      ) : (
        <ul className={styles.list}>
          {apiKeys.map((apiKey) => (
            <KeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => setRevoking(apiKey)} />
          ))}
        </ul>
      )}
      {creating && (
        <ApiKeyDialog
          onClose={() => setCreating(false)}
          onCreated={(name, key) => {
            setCreating(false)
            setFresh({ name, key })
            onChanged()
          }}
        />
      )}
      {fresh !== null && (
        <OnceDialog
          title={t('keys.freshTitle', { name: fresh.name })}
          text={t('keys.freshText')}
          what={t('keys.what')}
          secret={fresh.key}
          onClose={() => setFresh(null)}
        />
      )}
      {revoking !== null && <Revoke apiKey={revoking} onClose={() => setRevoking(null)} onDone={onChanged} />}
    </Group>
  )
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyView; onRevoke: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const now = useNow()
  const name = safeName(apiKey.name)
  const isOver = apiKey.expiresAt !== null && new Date(apiKey.expiresAt) <= now
  return (
    <ListRow
      media={<KeyRegular fontSize={20} />}
      name={name}
      marks={<code className={styles.code}>{apiKey.prefix}…</code>}
      detail={
        <>
          <span>
            {t('keys.made', {
              name: safeName(apiKey.createdBy),
              date: format.date(new Date(apiKey.createdAt)),
            })}
          </span>
          <span>
            {apiKey.lastUsedAt === null
              ? t('keys.unused')
              : t('keys.used', { moment: format.moment(new Date(apiKey.lastUsedAt), now) })}
          </span>
          {apiKey.expiresAt !== null && (
            <span className={isOver ? styles.bad : undefined}>
              {t(isOver ? 'keys.expired' : 'keys.expires', { date: format.date(new Date(apiKey.expiresAt)) })}
            </span>
          )}
        </>
      }
      aside={apiKey.scopes.map((scope) => (
        <Badge key={scope} appearance="tint" color="informative">
          {t(`scope.${scopeKey(scope)}.name`)}
        </Badge>
      ))}
      actions={
        <Button size="small" aria-label={t('keys.revokeWhat', { name })} onClick={onRevoke}>
          {t('keys.revoke')}
        </Button>
      }
    />
  )
}

interface RevokeProps {
  apiKey: ApiKeyView
  onClose: () => void
  onDone: () => void
}

function Revoke({ apiKey, onClose, onDone }: RevokeProps) {
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()
  const name = safeName(apiKey.name)
  async function revoke(): Promise<void> {
    const params = { id: environmentId, keyId: apiKey.id }
    if (!(await task.run(() => api.call('DELETE /environments/:id/api-keys/:keyId', { params })))) return
    notify.done(t('revoke.done', { name }))
    onClose()
    onDone()
  }
  return (
    <ConfirmDialog
      title={t('revoke.title', { name })}
      text={t('revoke.text')}
      yes={t('keys.revoke')}
      task={task}
      onClose={onClose}
      onConfirm={() => void revoke()}
    />
  )
}
