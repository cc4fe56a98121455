import { useEffect, useState } from 'react'

/** Whether the business is shown typing: until the given instant of real time. */
export function useTyping(until: string | null): boolean {
  const [expired, setExpired] = useState<string | null>(null)
  useEffect(() => {
    if (until === null) return undefined
    const timer = window.setTimeout(() => setExpired(until), Math.max(0, Date.parse(until) - Date.now()))
    return () => window.clearTimeout(timer)
  }, [until])
  return until !== null && until !== expired
}
