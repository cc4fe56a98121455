import { useEffect, useState, type ReactNode } from 'react'

export interface DelayedProps {
  children: ReactNode
  afterMs?: number
}

/** Shows its content only when the wait is long enough to be noticed: most loading needs no placeholder at all. */
export function Delayed({ children, afterMs = 200 }: DelayedProps) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  return due ? children : null
}
