import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryStatus, type DeliveryStatus } from '../../server/contract/delivery.ts'
import { advanceableFrom, advances } from '../../server/domain/delivery-status.ts'

const reports = ['sent', 'delivered', 'read', 'failed'] as const

function settle(current: DeliveryStatus, reported: readonly DeliveryStatus[]): DeliveryStatus {
  return reported.reduce((status, report) => (advances(status, report) ? report : status), current)
}

describe('delivery status', () => {
  it.each([
    ['sending', 'sent', true],
    ['unconfirmed', 'sent', true],
    ['unconfirmed', 'failed', true],
    ['queued', 'delivered', true],
    ['read', 'delivered', false],
    ['delivered', 'failed', false],
    ['sent', 'failed', true],
    ['failed', 'delivered', false],
    ['sent', 'sent', false],
  ] as const)('from %s, a report of %s counts: %s (OMNI-VIB-04, OMNI-VIB-05)', (from, to, counts) => {
    expect(advances(from, to)).toBe(counts)
  })

  it('ends in the same place in whatever order and how often the reports of a delivery come', () => {
    const delivered = fc.shuffledSubarray(['sent', 'delivered', 'read'] as const, { minLength: 1 })
    fc.assert(
      fc.property(delivered, delivered, (once, again) => {
        const far = (list: readonly DeliveryStatus[]): DeliveryStatus => settle('sending', list)
        expect(far([...once, ...again])).toBe(far([...again, ...once]))
      }),
    )
  })

  it('never goes back', () => {
    const ladder: DeliveryStatus[] = ['queued', 'sending', 'unconfirmed', 'sent', 'delivered', 'read']
    fc.assert(
      fc.property(fc.constantFrom(...ladder), fc.array(fc.constantFrom(...reports)), (from, list) => {
        const to = settle(from, list)
        expect(to === 'failed' || ladder.indexOf(to) >= ladder.indexOf(from)).toBe(true)
      }),
    )
  })

  it('lists exactly the statuses that a report moves on from', () => {
    for (const reported of deliveryStatus.options) {
      for (const current of deliveryStatus.options) {
        expect(advanceableFrom(reported).includes(current)).toBe(advances(current, reported))
      }
    }
  })
})
