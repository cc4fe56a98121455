import { createContext, use } from 'react'
import type { Session } from './session.ts'

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** The session of whoever is signed in; `null` outside the gate that lets them in. */
export function useSession(): Session | null {
  return use(SessionContext)
}
