import { Button, Spinner, useRestoreFocusTarget } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnvironmentRow, OrderView } from '../../../../../server/contract/administration.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useLoaded } from '../../studio/frame/use-loaded.ts'
import { useStyles } from '../account/account.styles.ts'
import { StateBadge } from '../list/StateBadge.tsx'
import { useAdministration } from '../use-administration.ts'
import { BookDialog } from './BookDialog.tsx'
import { TerminateDialog } from './TerminateDialog.tsx'

export interface OrdersProps {
  environment: Pick<EnvironmentRow, 'id' | 'name'>
  /** Something has been booked or has ended, and with it perhaps services. */
  onChanged: () => void
}

/** What is booked for an environment: book more, or end it (DX-ORDER-01, -05). */
export function Orders({ environment, onChanged }: OrdersProps) {
  const styles = useStyles()
  const { t } = useTranslation(['administration', 'common'])
  const { api } = useAdministration()
  const { id } = environment
  const [booking, setBooking] = useState(false)
  const returnHere = useRestoreFocusTarget()
  const load = useCallback(
    async (signal: AbortSignal) =>
      (await api.call('GET /environments/:id/orders', { params: { id }, signal })).items,
    [api, id],
  )
  const { state, reload, change } = useLoaded(load)
  if (state.step === 'loading') {
    return (
      <div className={styles.orders}>
        <Spinner size="tiny" delay={300} label={t('administration:loading')} />
      </div>
    )
  }
  if (state.step === 'failed') {
    return (
      <div className={styles.orders} role="alert">
        <div className={styles.orderFoot}>
          {t('administration:orders.failed')}
          <Button size="small" onClick={reload}>
            {t('common:action.retry')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles.orders}>
      {state.value.length > 0 && (
        <ul className={styles.orderList} aria-label={t('administration:environments.ordersOf', environment)}>
          {state.value.map((order) => (
            <Order
              key={order.id}
              order={order}
              onEnded={(ended) => {
                change((items) => items.map((item) => (item.id === ended.id ? ended : item)))
                onChanged()
              }}
            />
          ))}
        </ul>
      )}
      <div className={styles.orderFoot}>
        <span className={styles.facts}>
          {state.value.length === 0 ? t('administration:orders.none') : ''}
        </span>
        <Button
          {...returnHere}
          size="small"
          icon={<AddRegular />}
          aria-label={t('administration:orders.bookFor', { name: environment.name })}
          onClick={() => setBooking(true)}
        >
          {t('administration:orders.book')}
        </Button>
      </div>
      {booking && (
        <BookDialog
          environment={environment}
          onClose={() => setBooking(false)}
          onBooked={(booked) => {
            change((items) => [booked, ...items.filter((item) => item.id !== booked.id)])
            onChanged()
          }}
        />
      )}
    </div>
  )
}

const TONES = { open: 'warning', configured: 'good', terminated: 'quiet' } as const

function Order({ order, onEnded }: { order: OrderView; onEnded: (order: OrderView) => void }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const [ending, setEnding] = useState(false)
  const returnHere = useRestoreFocusTarget()
  const facts = useFacts(order)
  const product = t(`orders.productName.${order.product}`)
  const name = order.name === '' ? product : order.name
  return (
    <li className={styles.order}>
      <div className={styles.orderWords}>
        <div className={styles.orderName}>{order.name === '' ? product : `${order.name} · ${product}`}</div>
        {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
        {order.services.length > 0 && (
          <p className={styles.facts}>
            {t('orders.servicesAre', { names: order.services.map((service) => service.name).join(', ') })}
          </p>
        )}
      </div>
      <StateBadge tone={TONES[order.state]}>{t(`orders.state.${order.state}`)}</StateBadge>
      {order.state !== 'terminated' && (
        <Button
          {...returnHere}
          size="small"
          appearance="subtle"
          aria-label={t('orders.terminateWhat', { name })}
          onClick={() => setEnding(true)}
        >
          {t('orders.terminate')}
        </Button>
      )}
      {ending && (
        <TerminateDialog order={order} name={name} onClose={() => setEnding(false)} onEnded={onEnded} />
      )}
    </li>
  )
}

function useFacts({ extension, reference, startsOn, terminatedAt, channels }: OrderView): string[] {
  const { t } = useTranslation('administration')
  const format = useFormat()
  // A day of the calendar, wherever the reader is.
  const day = (date: string): string => format.date(new Date(`${date}T12:00:00`))
  return [
    ...(extension === null ? [] : [t('orders.extensionIs', { extension })]),
    ...channels.flatMap(({ address }) => (address === null || address === extension ? [] : [address])),
    ...(reference === null ? [] : [t('orders.referenceIs', { reference })]),
    ...(terminatedAt !== null
      ? [t('orders.endedOn', { date: format.date(new Date(terminatedAt)) })]
      : startsOn === null
        ? []
        : [t('orders.starts', { date: day(startsOn) })]),
  ]
}
