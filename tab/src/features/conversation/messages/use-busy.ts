import { useEffect, useRef, useState } from 'react'

/** Keeps buttons from being pressed twice while something is under way; its failure is reported by whoever does it. */
export function useBusy() {
  const [busy, setBusy] = useState(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  const run = (work: Promise<void>) => {
    setBusy(true)
    const done = () => {
      if (!gone.current) setBusy(false)
    }
    work.then(done, done)
  }
  return { busy, run }
}
