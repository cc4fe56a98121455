import { describe, expect, it } from 'vitest'
import { KeyedQueue } from '../../server/lib/keyed-queue.ts'

interface Gate {
  task: () => Promise<string>
  open(): void
}

function gate(name: string, log: string[]): Gate {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    open: () => open(),
    async task() {
      log.push(`${name} begins`)
      await opened
      log.push(`${name} ends`)
      return name
    },
  }
}

describe('a keyed queue', () => {
  it('runs tasks of one key one after the other, in order', async () => {
    const log: string[] = []
    const queue = new KeyedQueue()
    const [first, second] = [gate('first', log), gate('second', log)]
    const results = [queue.run('call', first.task), queue.run('call', second.task)]
    second.open()
    first.open()
    expect(await Promise.all(results)).toEqual(['first', 'second'])
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  it('runs tasks of different keys side by side', async () => {
    const log: string[] = []
    const queue = new KeyedQueue()
    const [blocked, free] = [gate('blocked', log), gate('free', log)]
    const waiting = queue.run('a', blocked.task)
    free.open()
    expect(await queue.run('b', free.task)).toBe('free')
    blocked.open()
    await waiting
    expect(log).toEqual(['blocked begins', 'free begins', 'free ends', 'blocked ends'])
  })

  it('goes on after a task that fails, and tells only its own caller', async () => {
    const queue = new KeyedQueue()
    const failing = queue.run('call', () => Promise.reject(new Error('broken')))
    const next = queue.run('call', () => Promise.resolve('fine'))
    await expect(failing).rejects.toThrow('broken')
    await expect(next).resolves.toBe('fine')
  })

  it('forgets keys that have nothing to do, and says when all is quiet', async () => {
    const queue = new KeyedQueue()
    const held = gate('held', [])
    void queue.run('call', held.task)
    expect(queue.size).toBe(1)
    held.open()
    await queue.idle()
    expect(queue.size).toBe(0)
  })
})
