import {
  Badge,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
} from '@fluentui/react-components'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { WebhookDeliveryView, WebhookView } from '../../../../../server/contract/integration-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useLoaded } from '../frame/use-loaded.ts'
import { useStyles as useDialogStyles } from '../parts/dialogs.styles.ts'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { eventKey } from './integration-keys.ts'

interface Deliveries {
  items: readonly WebhookDeliveryView[]
  next: string | null
}

export interface DeliveriesDialogProps {
  webhook: WebhookView
  onClose: () => void
}

/** What was sent to an address lately, and what became of it. */
export function DeliveriesDialog({ webhook, onClose }: DeliveriesDialogProps) {
  const styles = useStyles()
  const dialog = useDialogStyles()
  const { t } = useTranslation(['integrations', 'common'])
  const { api, environmentId } = useStudio()
  const ask = useCallback(
    async (signal?: AbortSignal, cursor?: string): Promise<Deliveries> => {
      const { items, nextCursor } = await api.call('GET /environments/:id/webhooks/:webhookId/deliveries', {
        params: { id: environmentId, webhookId: webhook.id },
        query: { cursor },
        ...(signal === undefined ? {} : { signal }),
      })
      return { items, next: nextCursor }
    },
    [api, environmentId, webhook.id],
  )
  const { state, reload, change } = useLoaded(ask)
  const more = useTask()
  const next = state.step === 'ready' ? state.value.next : null

  async function loadMore(): Promise<void> {
    if (next === null) return
    await more.run(async () => {
      const older = await ask(undefined, next)
      change(({ items }) => ({ items: [...items, ...older.items], next: older.next }))
    })
  }

  const title = t('integrations:deliveries.title')
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={dialog.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {/* Without anything to press in it, only a stop of its own lets the keyboard scroll it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <section className={dialog.content} aria-label={title} tabIndex={0}>
              <p className={dialog.text}>{safeName(webhook.url)}</p>
              {state.step === 'loading' && <Spinner />}
              {state.step === 'failed' && (
                <p className={styles.empty}>
                  {t(`common:error.${state.code}`)}{' '}
                  <Button onClick={reload}>{t('common:action.retry')}</Button>
                </p>
              )}
              {state.step === 'ready' && state.value.items.length === 0 && (
                <p className={styles.empty}>{t('integrations:deliveries.none')}</p>
              )}
              {state.step === 'ready' && (
                <ul className={styles.list}>
                  {state.value.items.map((delivery) => (
                    <DeliveryRow key={delivery.id} delivery={delivery} />
                  ))}
                </ul>
              )}
              {more.fault !== null && <span role="alert">{t(`common:error.${more.fault}`)}</span>}
            </section>
          </DialogContent>
          <DialogActions fluid>
            {next !== null && (
              <Button disabledFocusable={more.busy} onClick={() => void loadMore()}>
                {t('integrations:deliveries.more')}
              </Button>
            )}
            <Button onClick={reload}>{t('integrations:deliveries.refresh')}</Button>
            <Button appearance="primary" onClick={onClose}>
              {t('common:action.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

const COLOUR = { waiting: 'informative', delivered: 'success', failed: 'danger' } as const

function DeliveryRow({ delivery }: { delivery: WebhookDeliveryView }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const now = useNow()
  const { state, attempts, status, nextAttemptAt } = delivery
  return (
    <ListRow
      name={t(`event.${eventKey(delivery.event)}`)}
      detail={
        <>
          <span>{format.moment(new Date(delivery.createdAt), now)}</span>
          {attempts > 0 && <span>{t('deliveries.attempts', { count: attempts })}</span>}
          {attempts > 0 && (
            <span>{status === null ? t('deliveries.noAnswer') : t('deliveries.status', { status })}</span>
          )}
          {state === 'waiting' && nextAttemptAt !== null && (
            <span>{t('deliveries.next', { moment: format.moment(new Date(nextAttemptAt), now) })}</span>
          )}
        </>
      }
      aside={
        <Badge appearance="tint" color={COLOUR[state]}>
          {t(`deliveries.state.${state}`)}
        </Badge>
      }
    />
  )
}
