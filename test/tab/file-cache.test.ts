import { describe, expect, it, vi } from 'vitest'
import type { Attachment } from '../../server/contract/message.ts'
import { createFileCache } from '../../tab/src/state/file-cache.ts'
import { idOf } from './builders.ts'

const file = (index: number): Attachment => ({
  id: idOf('file', index),
  kind: 'image',
  fileName: `${index}.jpg`,
  contentType: 'image/jpeg',
  state: 'ready',
  url: `/api/v1/files/${index}`,
})

function setUp(mostBytes = 1000) {
  const download = vi.fn<(url: string) => Promise<Blob>>(() => Promise.resolve(new Blob(['x'.repeat(400)])))
  const revokeUrl = vi.fn<(url: string) => void>()
  let made = 0
  const cache = createFileCache({ download, createUrl: () => `blob:${++made}`, revokeUrl, mostBytes })
  return { cache, download, revokeUrl }
}

describe('files', () => {
  it('are fetched once, also when asked for twice at a time', async () => {
    const { cache, download } = setUp()
    const [a, b] = await Promise.all([cache.url(file(1)), cache.url(file(1))])
    expect(a).toBe(b)
    expect(download).toHaveBeenCalledOnce()
  })

  it('make room for newer ones, least recently used first', async () => {
    const { cache, revokeUrl, download } = setUp()
    const first = await cache.url(file(1))
    const second = await cache.url(file(2))
    await cache.url(file(1))
    await cache.url(file(3))
    await Promise.resolve()
    expect(revokeUrl.mock.calls).toEqual([[second]])
    expect(await cache.url(file(1))).toBe(first)
    expect(download).toHaveBeenCalledTimes(3)
  })

  it('are tried again after a failure', async () => {
    const { cache, download } = setUp()
    download.mockRejectedValueOnce(new Error('offline'))
    await expect(cache.url(file(1))).rejects.toThrow('offline')
    await expect(cache.url(file(1))).resolves.toBe('blob:1')
  })

  it('are let go when the inbox is left', async () => {
    const { cache, revokeUrl } = setUp()
    const url = await cache.url(file(1))
    cache.clear()
    await Promise.resolve()
    expect(revokeUrl).toHaveBeenCalledWith(url)
  })
})
