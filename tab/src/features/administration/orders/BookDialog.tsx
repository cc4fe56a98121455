import { Field, Input, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  orderProduct,
  type OrderProduct,
  type OrderView,
} from '../../../../../server/contract/administration.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { FormDialog } from '../../studio/parts/FormDialog.tsx'
import { useTask } from '../../studio/parts/use-task.ts'
import { useAdministration } from '../use-administration.ts'

const EXTENSION = /^\d{1,10}$/u
/** Products that are reached through the customer's telephone system. */
const CALLED: readonly OrderProduct[] = ['whatsapp-deflector', 'smart-ivr']

export interface BookDialogProps {
  environment: { id: string; name: string }
  onClose: () => void
  onBooked: (order: OrderView) => void
}

interface Booking {
  product: OrderProduct
  extension: string
  name: string
  reference: string
  startsOn: string
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Books something for an environment: product, extension, a name, the ordering system's number (DX-ORDER-12 to -16). */
export function BookDialog({ environment, onClose, onBooked }: BookDialogProps) {
  const { t } = useTranslation('administration')
  const { api } = useAdministration()
  const notify = useNotify()
  const task = useTask()
  const [booking, setBooking] = useState<Booking>({
    product: 'whatsapp-deflector',
    extension: '',
    name: '',
    reference: '',
    startsOn: '',
  })
  const [attempted, setAttempted] = useState(false)
  // A second press, or one after an answer that was lost, books nothing twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const change = (patch: Partial<Booking>): void => {
    setBooking((before) => ({ ...before, ...patch }))
    task.forget()
  }
  const isCalled = CALLED.includes(booking.product)
  const extension = isCalled ? orNull(booking.extension) : null
  const isWrong = isCalled && (extension === null || !EXTENSION.test(extension))

  async function book(): Promise<void> {
    setAttempted(true)
    if (isWrong) return
    const { product, name, reference, startsOn } = booking
    await task.run(async () => {
      const order = await api.call('POST /environments/:id/orders', {
        params: { id: environment.id },
        body: {
          product,
          extension,
          name: name.trim(),
          reference: orNull(reference),
          startsOn: orNull(startsOn),
          idempotencyKey,
        },
      })
      notify.done(t('orders.booked', { product: t(`orders.productName.${product}`) }))
      onBooked(order)
      onClose()
    })
  }

  return (
    <FormDialog
      title={t('orders.title', { name: environment.name })}
      submit={t(task.busy ? 'orders.booking' : 'orders.submit')}
      task={task}
      faults={
        isCalled
          ? { conflict: t('orders.extensionRefused'), invalid_input: t('orders.extensionRefused') }
          : {}
      }
      onClose={onClose}
      onSubmit={() => void book()}
    >
      <p style={{ margin: 0 }}>{t('orders.lead')}</p>
      <Field label={t('orders.product')}>
        <Select
          value={booking.product}
          onChange={(_, { value }) => change({ product: orderProduct.parse(value) })}
        >
          {orderProduct.options.map((product) => (
            <option key={product} value={product}>
              {t(`orders.productName.${product}`)}
            </option>
          ))}
        </Select>
      </Field>
      {isCalled && (
        <Field
          label={t('orders.extension')}
          required
          hint={t('orders.extensionHint')}
          {...(attempted && isWrong ? { validationMessage: t('orders.extensionInvalid') } : {})}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            value={booking.extension}
            onChange={(_, { value }) => change({ extension: value })}
          />
        </Field>
      )}
      <Field label={`${t('orders.name')} (${t('create.optional')})`} hint={t('orders.nameHint')}>
        <Input
          autoComplete="off"
          maxLength={200}
          value={booking.name}
          onChange={(_, { value }) => change({ name: value })}
        />
      </Field>
      <Field label={`${t('orders.reference')} (${t('create.optional')})`} hint={t('orders.referenceHint')}>
        <Input
          autoComplete="off"
          maxLength={200}
          value={booking.reference}
          onChange={(_, { value }) => change({ reference: value })}
        />
      </Field>
      <Field label={`${t('orders.startsOn')} (${t('create.optional')})`}>
        <Input
          type="date"
          value={booking.startsOn}
          onChange={(_, { value }) => change({ startsOn: value })}
        />
      </Field>
    </FormDialog>
  )
}
