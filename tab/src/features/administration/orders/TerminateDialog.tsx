import { useTranslation } from 'react-i18next'
import type { OrderView } from '../../../../../server/contract/administration.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStyles } from '../account/account.styles.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../../studio/parts/ConfirmDialog.tsx'
import { useTask } from '../../studio/parts/use-task.ts'
import { useAdministration } from '../use-administration.ts'

export interface TerminateDialogProps {
  order: OrderView
  /** What it is called on the page. */
  name: string
  onClose: () => void
  onEnded: (order: OrderView) => void
}

/** Ending an order ends its services; that is said before it is done (DX-ORDER-05). */
export function TerminateDialog({ order, name, onClose, onEnded }: TerminateDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const { api } = useAdministration()
  const format = useFormat()
  const notify = useNotify()
  const task = useTask()
  const names = new Intl.ListFormat(format.language).format(order.services.map((service) => service.name))
  const count = order.services.length
  return (
    <ConfirmDialog
      title={t('orders.terminateTitle', { name })}
      text={
        <>
          <p style={{ margin: 0 }} className={styles.strong}>
            {count === 0 ? t('orders.terminateNothing') : t('orders.terminateServices', { count, names })}
          </p>
          <p style={{ margin: 0 }}>{t('orders.terminateText')}</p>
        </>
      }
      yes={t('orders.terminate')}
      task={task}
      onClose={onClose}
      onConfirm={() =>
        void task.run(async () => {
          onEnded(await api.call('POST /orders/:id/terminate', { params: { id: order.id } }))
          notify.done(t('orders.terminated', { name }))
          onClose()
        })
      }
    />
  )
}
