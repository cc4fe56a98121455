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
  const finished = async (work: Promise<void>) => {
    await work.catch(() => undefined)
    if (!gone.current) setBusy(false)
  }
  const run = (work: Promise<void>) => {
    setBusy(true)
    void finished(work)
  }
  return { busy, run }
}
