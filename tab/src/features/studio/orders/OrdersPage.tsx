import { Badge, Button, Link } from '@fluentui/react-components'
import { AddRegular, CallRegular, ChatRegular, ReceiptRegular } from '@fluentui/react-icons'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '../../../../../server/contract/administration.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { followLink } from '../../areas/follow-link.ts'
import { CreateServiceDialog } from '../create/CreateServiceDialog.tsx'
import { SidePage } from '../frame/SidePage.tsx'
import { useMay } from '../frame/use-environment.ts'
import { useLoaded } from '../frame/use-loaded.ts'
import { showNumber } from '../telephony/phone-input.ts'
import type { Services } from '../use-services.ts'
import { useStudio } from '../use-studio.ts'
import { useStudioPlace } from '../use-studio-place.ts'
import { useTemplateName } from '../use-template-name.ts'
import { useStyles } from './orders.styles.ts'
import { useOrderName } from './use-order-name.ts'

const COLOUR = { open: 'warning', configured: 'success', terminated: 'informative' } as const

/** What is booked for the environment, to look at, and the services made from it (DX-ORDER-02, -03, -21). */
export function OrdersPage({ services }: { services: Services }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const { api, environmentId } = useStudio()
  const { go } = useStudioPlace()
  const [creating, setCreating] = useState<OrderView | null>(null)
  const { state, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const params = { id: environmentId }
        return (await api.call('GET /environments/:id/orders', { params, signal })).items
      },
      [api, environmentId],
    ),
  )
  return (
    <SidePage page="orders" title={t('orders.title')} lead={t('orders.lead')} state={state} onRetry={reload}>
      {(orders) => (
        <>
          {orders.length === 0 ? (
            <EmptyState icon={<ReceiptRegular />} title={t('orders.empty')} hint={t('orders.emptyHint')} />
          ) : (
            <ul className={styles.list}>
              {orders.map((order) => (
                <OrderCard key={order.id} order={order} onCreate={() => setCreating(order)} />
              ))}
            </ul>
          )}
          {creating !== null && (
            <CreateServiceDialog
              order={creating}
              services={services.state.step === 'ready' ? services.state.items : []}
              onClose={() => setCreating(null)}
              onCreated={({ id }) => {
                services.renew()
                go({ serviceId: id, section: 'overview' })
              }}
            />
          )}
        </>
      )}
    </SidePage>
  )
}

function OrderCard({ order, onCreate }: { order: OrderView; onCreate: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const orderName = useOrderName()
  const templateName = useTemplateName()
  const mayCreate = useMay('service:edit') && order.state !== 'terminated'
  const hasName = order.name.trim() !== ''
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.name} dir="auto">
            {orderName(order)}
          </h2>
          <OrderFacts order={order} product={hasName ? templateName(order.product) : null} />
        </div>
        <Badge appearance="tint" color={COLOUR[order.state]}>
          {t(`orders.state.${order.state}`)}
        </Badge>
      </div>
      <dl className={styles.facts}>
        {order.channels.map(({ kind, address }) => (
          <div key={kind} className={styles.fact}>
            <dt className={styles.term}>
              {kind === 'telephony' ? <CallRegular aria-hidden /> : <ChatRegular aria-hidden />}
              {t(`orders.channel.${kind}`)}
            </dt>
            <dd className={address === null ? styles.quiet : styles.value}>
              {address === null ? t('orders.notConnected') : showNumber(address)}
            </dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt className={styles.term}>{t('orders.services')}</dt>
          <dd className={styles.value}>
            <OrderServices order={order} />
          </dd>
        </div>
      </dl>
      {mayCreate && (
        <div className={styles.foot}>
          <Button
            appearance={order.services.length === 0 ? 'primary' : 'secondary'}
            size="small"
            icon={<AddRegular />}
            aria-label={t('orders.createFor', { name: orderName(order) })}
            onClick={onCreate}
          >
            {t('create.open')}
          </Button>
        </div>
      )}
    </li>
  )
}

function OrderFacts({ order, product }: { order: OrderView; product: string | null }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const format = useFormat()
  const day = (date: string): string => format.date(new Date(`${date.slice(0, 10)}T12:00:00`))
  const facts = [
    product,
    order.reference === null ? null : t('orders.reference', { reference: order.reference }),
    order.startsOn === null ? null : t('orders.startsOn', { date: day(order.startsOn) }),
    order.terminatedAt === null
      ? null
      : t('orders.terminatedAt', { date: format.date(new Date(order.terminatedAt)) }),
  ].filter((fact) => fact !== null)
  return (
    <span className={styles.detail}>
      {facts.length === 0
        ? t('orders.createdAt', { date: format.date(new Date(order.createdAt)) })
        : facts.join(' · ')}
    </span>
  )
}

function OrderServices({ order }: { order: OrderView }) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const { link, go } = useStudioPlace()
  if (order.services.length === 0) return <span className={styles.quiet}>{t('orders.noService')}</span>
  return (
    <ul className={styles.services}>
      {order.services.map(({ id, name }) => {
        const target = { serviceId: id, section: 'overview' as const }
        // An ended order's services have ended with it: there is nothing to set up any more.
        return (
          <li key={id}>
            {order.state === 'terminated' ? (
              name
            ) : (
              <Link href={link(target)} onClick={(event) => followLink(event, () => go(target))}>
                {name}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
