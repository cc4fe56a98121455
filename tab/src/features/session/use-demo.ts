import { useEffect, useState } from 'react'
import { loadDemo, type Demo } from './demo.ts'

/** The demo's accounts and simulator; `null` until known and where there is none. */
export function useDemo(): Demo | null {
  const [demo, setDemo] = useState<Demo | null>(null)
  useEffect(() => {
    let gone = false
    void loadDemo().then((found) => {
      if (!gone) setDemo(found)
    })
    return () => {
      gone = true
    }
  }, [])
  return demo
}
