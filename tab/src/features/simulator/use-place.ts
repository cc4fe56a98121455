import { useCallback, useSyncExternalStore } from 'react'

/** Whose phone is shown and which chat is open on it: what the address says, so that a reload keeps it. */
export interface PhonePlace {
  contactId: string | null
  phoneNumberId: string | null
  adding: boolean
  /** The telephone is open rather than the chat. */
  app?: 'phone'
}

export function parsePhonePlace(hash: string): PhonePlace {
  const [first = '', second = ''] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decode(part))
  if (first === 'new') return { contactId: null, phoneNumberId: null, adding: true }
  if (first === 'call' && second !== '') {
    return { contactId: second, phoneNumberId: null, adding: false, app: 'phone' }
  }
  return {
    contactId: first === '' ? null : first,
    phoneNumberId: second === '' ? null : second,
    adding: false,
  }
}

/** Addresses are typed by people, too. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

export function formatPhonePlace({ contactId, phoneNumberId, adding, app }: PhonePlace): string {
  if (adding) return '#/new'
  if (app === 'phone' && contactId !== null) return `#/call/${encodeURIComponent(contactId)}`
  const parts = [contactId, phoneNumberId].filter((part) => part !== null)
  return `#/${parts.map(encodeURIComponent).join('/')}`
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function usePhonePlace(): [PhonePlace, (place: PhonePlace) => void] {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  const go = useCallback((place: PhonePlace) => {
    window.location.hash = formatPhonePlace(place)
  }, [])
  return [parsePhonePlace(hash), go]
}
