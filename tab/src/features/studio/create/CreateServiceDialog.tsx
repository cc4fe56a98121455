import { Dropdown, Field, makeStyles, Option, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  orderProduct,
  type OrderProduct,
  type OrderView,
} from '../../../../../server/contract/administration.ts'
import { spokenLanguage, type ServiceView } from '../../../../../server/contract/service-settings.ts'
import type { ServiceProfile } from '../../../../../server/contract/setup-routes.ts'
import { useMay } from '../frame/use-environment.ts'
import { useLoaded } from '../frame/use-loaded.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import { ServiceFields, type ServiceFacts } from '../profile/ServiceFields.tsx'
import { ownTimeZone } from '../parts/places.ts'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { useTemplateName } from '../use-template-name.ts'
import { useOrderName } from '../orders/use-order-name.ts'

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column' },
  hint: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
})

export interface CreateServiceDialogProps {
  /** What it is made for; whoever comes from the list of services chooses here. */
  order?: OrderView
  /** Those that there are: another one is likely to be for the same place. */
  services: readonly ServiceView[]
  onClose: () => void
  onCreated: (profile: ServiceProfile) => void
}

interface NewService extends ServiceFacts {
  template: OrderProduct
  order: OrderView | null
}

/** Makes a service from a template, for an order or without one (DX-BOT-05, DX-BOT-06, DX-ORDER-03). */
export function CreateServiceDialog({ order, services, onClose, onCreated }: CreateServiceDialogProps) {
  const { t } = useTranslation('setup')
  const { api, environmentId } = useStudio()
  const task = useTask()
  const [service, setService] = useState<NewService>(() => firstDraft(services, order ?? null))
  const [attempted, setAttempted] = useState(false)
  // A second press, or one after an answer that was lost, makes no second service.
  const [clientId] = useState(() => crypto.randomUUID())
  const change = (patch: Partial<NewService>): void => setService((before) => ({ ...before, ...patch }))
  const name = service.name.trim()

  async function create(): Promise<void> {
    setAttempted(true)
    if (name === '') return
    const { order: chosen, ...rest } = service
    await task.run(async () =>
      onCreated(
        await api.call('POST /environments/:id/services', {
          params: { id: environmentId },
          body: { ...rest, name, orderId: chosen?.id ?? null, clientId },
        }),
      ),
    )
  }

  return (
    <FormDialog
      title={t('create.title')}
      submit={t('create.submit')}
      task={task}
      faults={{ conflict: t('create.orderGone'), not_found: t('create.orderGone') }}
      onClose={onClose}
      onSubmit={() => void create()}
    >
      {order === undefined && (
        <OrderField
          order={service.order}
          onChange={(chosen) =>
            change({
              order: chosen,
              ...(chosen === null ? {} : { template: chosen.product }),
              ...(service.name === '' && chosen !== null ? { name: chosen.name } : {}),
            })
          }
        />
      )}
      <TemplateField
        template={service.template}
        fixed={service.order !== null}
        onChange={(template) => change({ template })}
      />
      <ServiceFields facts={service} nameless={attempted && name === ''} onChange={change} />
    </FormDialog>
  )
}

/** Like the services that there are; where there are none, like the browser that asks. */
function firstDraft(services: readonly ServiceView[], order: OrderView | null): NewService {
  const like = services[0]
  const here = new Intl.Locale(navigator.language).maximize()
  const spoken = spokenLanguage.safeParse(here.language).data ?? 'de'
  const known = (like?.languages ?? []).flatMap((code) => spokenLanguage.safeParse(code).data ?? [])
  return {
    name: order?.name ?? '',
    template: order?.product ?? 'whatsapp-deflector',
    languages: known.length > 0 ? known : [spoken],
    country: like?.country ?? here.region ?? 'DE',
    timeZone: like?.timeZone ?? ownTimeZone(),
    order,
  }
}

const WITHOUT = 'none'

interface OrderFieldProps {
  order: OrderView | null
  onChange: (order: OrderView | null) => void
}

/** Which booking it is for; nothing where there is none to choose. */
function OrderField({ order, onChange }: OrderFieldProps) {
  const { t } = useTranslation('setup')
  const { api, environmentId } = useStudio()
  const may = useMay('order:see')
  const orderName = useOrderName()
  const { state } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        if (!may) return []
        const params = { id: environmentId }
        const { items } = await api.call('GET /environments/:id/orders', { params, signal })
        return items.filter((one) => one.state !== 'terminated')
      },
      [api, environmentId, may],
    ),
  )
  const orders = state.step === 'ready' ? state.value : []
  if (orders.length === 0) return null
  return (
    <Field label={t('create.order')} hint={t('create.orderHint')}>
      <Dropdown
        value={order === null ? t('create.noOrder') : orderName(order)}
        selectedOptions={[order?.id ?? WITHOUT]}
        onOptionSelect={(_, { optionValue }) => onChange(orders.find(({ id }) => id === optionValue) ?? null)}
      >
        <Option value={WITHOUT}>{t('create.noOrder')}</Option>
        {orders.map((one) => (
          <Option key={one.id} value={one.id}>
            {orderName(one)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

interface TemplateFieldProps {
  template: OrderProduct
  /** The order says it. */
  fixed: boolean
  onChange: (template: OrderProduct) => void
}

function TemplateField({ template, fixed, onChange }: TemplateFieldProps) {
  const styles = useStyles()
  const { t } = useTranslation('setup')
  const templateName = useTemplateName()
  return (
    <Field label={t('create.template')} {...(fixed ? { hint: t('create.templateFixed') } : {})}>
      <RadioGroup
        value={template}
        disabled={fixed}
        onChange={(_, { value }) => onChange(orderProduct.parse(value))}
      >
        {orderProduct.options.map((option) => (
          <Radio
            key={option}
            value={option}
            label={
              <span className={styles.option}>
                <span>{templateName(option)}</span>
                <span className={styles.hint}>{t(`create.about.${option}`)}</span>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  )
}
