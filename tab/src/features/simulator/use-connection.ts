import { useEffect, useSyncExternalStore } from 'react'
import { Connection, type Snapshot } from './state/connection.ts'

const connection = new Connection()

/** The page's state, live. */
export function useConnection(): Snapshot {
  useEffect(() => connection.open(), [])
  return useSyncExternalStore(connection.subscribe, connection.snapshot)
}
