import { useEffect, useState } from 'react'

const TICK_MS = 1_000

/** The time on the phone, renewed every second. */
export function usePhoneNow(aheadMs: number): Date {
  const [realNow, setRealNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setRealNow(Date.now()), TICK_MS)
    return () => window.clearInterval(timer)
  }, [])
  return new Date(realNow + aheadMs)
}
