import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import { useLoaded } from '../../../tab/src/features/figures/use-loaded.ts'

type Load = (signal: AbortSignal) => Promise<string>

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance', 'Date'],
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const settle = (): Promise<void> => act(() => Promise.resolve())
const wait = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })
const comeBack = (): Promise<void> =>
  act(async () => {
    window.dispatchEvent(new Event('focus'))
    await Promise.resolve()
  })

function start(first: string | null, load: Load) {
  return renderHook(({ question, ask }) => useLoaded(question, ask), {
    initialProps: { question: first, ask: load },
  })
}

describe('what is on the screen', () => {
  it('is asked for again every minute, and stays while it is', async () => {
    const answers = ['first', 'second']
    const load = vi.fn<Load>(() => Promise.resolve(answers.shift() ?? 'later'))
    const { result } = start('figures', load)
    expect(result.current).toMatchObject({ data: null, failed: null })
    await settle()
    expect(result.current).toMatchObject({ data: 'first', stale: false })
    await wait(59_000)
    expect(load).toHaveBeenCalledTimes(1)
    await wait(1000)
    expect(result.current.data).toBe('second')
  })

  it('is asked for again when the reader comes back, but not at every blink', async () => {
    const load = vi.fn<Load>(() => Promise.resolve('x'))
    start('figures', load)
    await settle()
    await wait(1000)
    await comeBack()
    expect(load).toHaveBeenCalledTimes(1)
    await wait(5000)
    await comeBack()
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('is left in peace while nobody looks', async () => {
    const load = vi.fn<Load>(() => Promise.resolve('x'))
    start('figures', load)
    await settle()
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await wait(10 * 60_000)
    expect(load).toHaveBeenCalledTimes(1)
    hidden.mockReturnValue('visible')
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'))
      await Promise.resolve()
    })
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('keeps the figures that are there when bringing them up to date fails', async () => {
    let broken = false
    const load = vi.fn<Load>(() => (broken ? Promise.reject(new ApiError('offline')) : Promise.resolve('x')))
    const { result } = start('figures', load)
    await settle()
    broken = true
    await wait(60_000)
    expect(result.current).toMatchObject({ data: 'x', failed: 'offline' })
    broken = false
    act(() => result.current.reload())
    await settle()
    expect(result.current).toMatchObject({ data: 'x', failed: null })
  })
})

describe('another question', () => {
  it('is answered below the former figures, which are marked as such', async () => {
    const { result, rerender } = start('week', () => Promise.resolve('figures of the week'))
    await settle()
    let answer: (text: string) => void = () => undefined
    rerender({ question: 'month', ask: () => new Promise((resolve) => (answer = resolve)) })
    expect(result.current).toMatchObject({ data: 'figures of the week', stale: true })
    answer('figures of the month')
    await settle()
    expect(result.current).toMatchObject({ data: 'figures of the month', stale: false })
  })

  it('is not answered by what was asked before, however late that comes', async () => {
    const late: ((text: string) => void)[] = []
    const signals: AbortSignal[] = []
    const slow: Load = (signal) =>
      new Promise((resolve) => {
        signals.push(signal)
        late.push(resolve)
      })
    const { result, rerender } = start('week', slow)
    rerender({ question: 'month', ask: slow })
    expect(signals[0]?.aborted).toBe(true)
    late[1]?.('month')
    await settle()
    late[0]?.('week')
    await settle()
    expect(result.current).toMatchObject({ data: 'month', stale: false })
  })

  it('leaves nothing of the former one on the screen when it fails', async () => {
    const { result, rerender } = start('week', () => Promise.resolve('figures of the week'))
    await settle()
    rerender({ question: 'month', ask: () => Promise.reject(new ApiError('internal_error')) })
    await settle()
    expect(result.current).toMatchObject({ data: null, stale: false, failed: 'internal_error' })
  })
})

it('asks nothing without a question, and nothing after the reader has gone', async () => {
  const load = vi.fn<Load>(() => Promise.resolve('x'))
  const { unmount, rerender } = start(null, load)
  await wait(120_000)
  expect(load).not.toHaveBeenCalled()
  rerender({ question: 'week', ask: load })
  await settle()
  unmount()
  await wait(120_000)
  expect(load).toHaveBeenCalledTimes(1)
})
