import { useSyncExternalStore } from 'react'

/** `phone`: the page is a phone itself. `stage`: room for the drawn phone only. `wide`: room for both. */
export type Room = 'phone' | 'stage' | 'wide'

const PHONE = '(max-width: 600px)'
const WIDE = '(min-width: 820px)'

function subscribe(listener: () => void): () => void {
  const lists = [PHONE, WIDE].map((query) => window.matchMedia(query))
  for (const list of lists) list.addEventListener('change', listener)
  return () => {
    for (const list of lists) list.removeEventListener('change', listener)
  }
}

function roomNow(): Room {
  if (window.matchMedia(PHONE).matches) return 'phone'
  return window.matchMedia(WIDE).matches ? 'wide' : 'stage'
}

export function useRoom(): Room {
  return useSyncExternalStore(subscribe, roomNow)
}
