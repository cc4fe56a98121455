import { Badge, Button } from '@fluentui/react-components'
import {
  AddRegular,
  DeleteRegular,
  EditRegular,
  HistoryRegular,
  PlugConnectedRegular,
  PowerRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WebhookView } from '../../../../../server/contract/integration-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { OnceDialog } from '../parts/OnceDialog.tsx'
import { RowMenu } from '../parts/RowMenu.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { DeliveriesDialog } from './DeliveriesDialog.tsx'
import { eventKey } from './integration-keys.ts'
import { WebhookDialog } from './WebhookDialog.tsx'

export interface WebhooksProps {
  webhooks: readonly WebhookView[]
  onChanged: () => void
}

type Open = { what: 'create' } | { what: 'edit' | 'deliveries' | 'remove'; id: string } | null

/** Addresses that are told of what happens here. */
export function Webhooks({ webhooks, onChanged }: WebhooksProps) {
  const styles = useStyles()
  const { t } = useTranslation(['integrations', 'common'])
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const [open, setOpen] = useState<Open>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const close = (): void => setOpen(null)
  const chosen = open !== null && 'id' in open ? webhooks.find(({ id }) => id === open.id) : undefined

  async function turn(webhook: WebhookView): Promise<void> {
    const { id, url, events, version } = webhook
    try {
      await api.call('PUT /environments/:id/webhooks/:webhookId', {
        params: { id: environmentId, webhookId: id },
        body: { url, events, version, active: !webhook.active },
      })
      notify.done(t(webhook.active ? 'integrations:hooks.isOff' : 'integrations:hooks.isOn'))
    } catch {
      notify.failed(t('integrations:hooks.turnFailed'))
    }
    onChanged()
  }

  return (
    <Group
      title={t('integrations:hooks.title')}
      hint={t('integrations:hooks.hint')}
      aside={
        <Button size="small" icon={<AddRegular />} onClick={() => setOpen({ what: 'create' })}>
          {t('integrations:hooks.create')}
        </Button>
      }
    >
      {webhooks.length === 0 ? (
        <p className={styles.empty}>{t('integrations:hooks.none')}</p>
      ) : (
        <ul className={styles.list}>
          {webhooks.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              onOpen={(what) => setOpen({ what, id: webhook.id })}
              onTurn={() => void turn(webhook)}
            />
          ))}
        </ul>
      )}
      {(open?.what === 'create' || (open?.what === 'edit' && chosen !== undefined)) && (
        <WebhookDialog
          {...(chosen === undefined ? {} : { webhook: chosen })}
          onClose={close}
          onOvertaken={onChanged}
          onSaved={(made) => {
            close()
            setSecret(made)
            onChanged()
          }}
        />
      )}
      {open?.what === 'deliveries' && chosen !== undefined && (
        <DeliveriesDialog webhook={chosen} onClose={close} />
      )}
      {open?.what === 'remove' && chosen !== undefined && (
        <Remove webhook={chosen} onClose={close} onDone={onChanged} />
      )}
      {secret !== null && (
        <OnceDialog
          title={t('integrations:hooks.freshTitle')}
          text={t('integrations:hooks.freshText')}
          what={t('integrations:hooks.secret')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </Group>
  )
}

interface WebhookRowProps {
  webhook: WebhookView
  onOpen: (what: 'edit' | 'deliveries' | 'remove') => void
  onTurn: () => void
}

function WebhookRow({ webhook, onOpen, onTurn }: WebhookRowProps) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const now = useNow()
  const { url, active, failingSince, events } = webhook
  const name = safeName(url)
  return (
    <ListRow
      media={<PlugConnectedRegular fontSize={20} />}
      name={name}
      marks={
        <Badge
          appearance="tint"
          color={!active ? 'informative' : failingSince === null ? 'success' : 'danger'}
        >
          {t(!active ? 'hooks.off' : failingSince === null ? 'hooks.on' : 'hooks.failing')}
        </Badge>
      }
      detail={
        <>
          <span>{events.map((event) => t(`event.${eventKey(event)}`)).join(', ')}</span>
          {failingSince !== null && (
            <span className={styles.bad}>
              {t(active ? 'hooks.failingSince' : 'hooks.switchedOff', {
                moment: format.moment(new Date(failingSince), now),
              })}
            </span>
          )}
        </>
      }
      actions={
        <>
          {!active && (
            <Button size="small" aria-label={t('hooks.turnOnWhat', { name })} onClick={onTurn}>
              {t('hooks.turnOn')}
            </Button>
          )}
          <RowMenu
            label={t('hooks.actionsFor', { name })}
            actions={[
              { text: t('hooks.deliveries'), icon: <HistoryRegular />, run: () => onOpen('deliveries') },
              { text: t('hooks.edit'), icon: <EditRegular />, run: () => onOpen('edit') },
              ...(active ? [{ text: t('hooks.turnOff'), icon: <PowerRegular />, run: onTurn }] : []),
              { text: t('hooks.remove'), icon: <DeleteRegular />, run: () => onOpen('remove') },
            ]}
          />
        </>
      }
    />
  )
}

interface RemoveProps {
  webhook: WebhookView
  onClose: () => void
  onDone: () => void
}

function Remove({ webhook, onClose, onDone }: RemoveProps) {
  const { t } = useTranslation('integrations')
  const { api, environmentId } = useStudio()
  const notify = useNotify()
  const task = useTask()
  async function remove(): Promise<void> {
    const params = { id: environmentId, webhookId: webhook.id }
    if (!(await task.run(() => api.call('DELETE /environments/:id/webhooks/:webhookId', { params })))) return
    notify.done(t('removeHook.done'))
    onClose()
    onDone()
  }
  return (
    <ConfirmDialog
      title={t('removeHook.title')}
      text={t('removeHook.text', { url: safeName(webhook.url) })}
      yes={t('hooks.remove')}
      task={task}
      onClose={onClose}
      onConfirm={() => void remove()}
    />
  )
}
