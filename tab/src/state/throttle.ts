/** Runs at once, then at most once per pause however often it is asked. */
export function throttle(run: () => void, pauseMs: number): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  return {
    ask() {
      if (timer !== undefined) return
      timer = setTimeout(
        () => {
          timer = undefined
          last = performance.now()
          run()
        },
        Math.max(0, last + pauseMs - performance.now()),
      )
    },
    stop: () => clearTimeout(timer),
  }
}
