import { maskNationalNumber, maskUserId } from '../domain/masked-title.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { Contact } from '../store/entities.ts'

/** What a contact can be recognised by without being told who they are: for lists and the audit log. */
export function maskedAddress({ id, identities }: Pick<Contact, 'id' | 'identities'>): string {
  const phone = identities.find(({ kind }) => kind === 'phone')
  if (phone !== undefined) return maskedNumber(phone.value)
  const userId = identities.find(({ kind }) => kind === 'user')
  return maskUserId(userId?.value ?? id)
}

/** A number without the digits that tell whose it is; of one that cannot be read, none at all is shown. */
export function maskedNumber(phone: string): string {
  const number = readPhoneNumber(phone)
  return number === null
    ? maskNationalNumber('', phone.replaceAll(/\D/g, ''))
    : maskNationalNumber(number.callingCode, number.nationalDigits)
}

/** A contact's numbers, in E.164. */
export function phonesOf({ identities }: Pick<Contact, 'identities'>): string[] {
  return valuesOf(identities, 'phone')
}

/** The ids by which platforms know a contact. */
export function userIdsOf({ identities }: Pick<Contact, 'identities'>): string[] {
  return valuesOf(identities, 'user')
}

function valuesOf(identities: Contact['identities'], kind: Contact['identities'][0]['kind']): string[] {
  return [...new Set(identities.filter((one) => one.kind === kind).map(({ value }) => value))]
}
