import type { NewCall } from '../state/control-api.ts'
import type { Contact } from '../state/wire.ts'
import type { CallerSettings } from './caller-settings.ts'
import { exampleLandline } from './phone-number.ts'

export type OwnKind = CallerSettings['own']

/** With which number somebody calls: as chosen, unless they have no such number. */
export function ownKind({ own }: Pick<CallerSettings, 'own'>, { phone }: Pick<Contact, 'phone'>): OwnKind {
  return own === 'mobile' && phone === null ? 'landline' : own
}

/** The other number, as typed or as an example. */
export function otherNumber(
  { landline }: Pick<CallerSettings, 'landline'>,
  { phone }: Pick<Contact, 'phone'>,
): string {
  return landline ?? exampleLandline(phone)
}

/** Whether a typed number is one; the simulator checks the same again. */
export function isNumber(typed: string): boolean {
  return /^\+?\d{5,15}$/.test(typed.replaceAll(/[\s()\-./]/g, ''))
}

/** What is told to the simulator; `null` while the other number is none. */
export function ownNumberOf(
  settings: CallerSettings,
  contact: Pick<Contact, 'id' | 'phone'>,
): Pick<NewCall, 'contactId' | 'from' | 'withheld'> | null {
  const contactId = contact.id
  switch (ownKind(settings, contact)) {
    case 'mobile':
      return { contactId }
    case 'withheld':
      return { contactId, withheld: true }
    case 'landline': {
      const from = otherNumber(settings, contact)
      return isNumber(from) ? { contactId, from } : null
    }
  }
}
