import type { CallTimers } from '../options.ts'

/** Real time. None of them keeps the process alive. */
export const realTimers: CallTimers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Real time, so many times faster: for tests that wait for something to happen during a pause. */
export function fasterTimers(times: number): CallTimers {
  return { after: (ms, run) => realTimers.after(ms / times, run) }
}
