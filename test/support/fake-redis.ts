import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Just enough of a Redis server, in its older protocol, for streams and channels between processes. */
export interface FakeRedis {
  url: string
  /** Cuts all connections; new ones are refused until `start`. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Everything that clients have sent so far. */
  traffic(): string
}

type Reply = string | number | null | Buffer | Reply[] | { error: string }

interface Entry {
  id: string
  fields: string[]
}

interface Reader {
  socket: Socket
  key: string
  after: number
  timer: NodeJS.Timeout
}

export async function startFakeRedis(): Promise<FakeRedis> {
  const streams = new Map<string, Entry[]>()
  const readers = new Set<Reader>()
  const subscribers = new Map<string, Set<Socket>>()
  const sockets = new Set<Socket>()
  const received: Buffer[] = []
  let port = 0
  let server = createServer()

  const serveReaders = (key: string): void => {
    for (const reader of readers) {
      const entries = (streams.get(key) ?? []).slice(reader.after)
      if (reader.key !== key || entries.length === 0) continue
      clearTimeout(reader.timer)
      readers.delete(reader)
      send(reader.socket, [[key, entries.map(({ id, fields }) => [id, fields])]])
    }
  }

  const commands: Record<string, (args: string[], socket: Socket, raw: Buffer[]) => Reply | undefined> = {
    CLIENT: () => 'OK',
    PING: () => 'PONG',
    XADD: ([key = '', ...rest]) => {
      const entries = streams.get(key) ?? []
      const id = `${entries.length + 1}-0`
      entries.push({ id, fields: rest.slice(rest.indexOf('*') + 1) })
      streams.set(key, entries)
      serveReaders(key)
      return id
    },
    XREAD: (args, socket) => {
      const at = args.indexOf('STREAMS')
      const [key = '', from = ''] = args.slice(at + 1)
      const after = from === '$' ? (streams.get(key)?.length ?? 0) : Number(from.split('-')[0])
      const reader: Reader = { socket, key, after, timer: setTimeout(() => undefined, 0) }
      const block = Number(args[args.indexOf('BLOCK') + 1])
      reader.timer = setTimeout(() => {
        readers.delete(reader)
        send(socket, null)
      }, block)
      readers.add(reader)
      serveReaders(key)
      return undefined
    },
    SUBSCRIBE: (channels, socket) => {
      channels.forEach((channel, index) => {
        subscribers.set(channel, (subscribers.get(channel) ?? new Set()).add(socket))
        send(socket, ['subscribe', channel, index + 1])
      })
      return undefined
    },
    PUBLISH: ([channel = ''], _socket, raw) => {
      const listening = subscribers.get(channel) ?? new Set()
      for (const socket of listening) send(socket, ['message', channel, raw[2] ?? ''])
      return listening.size
    },
    PUBSUB: ([, channel = '']) => [channel, subscribers.get(channel)?.size ?? 0],
  }

  const serve = (socket: Socket): void => {
    let pending = Buffer.alloc(0)
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      for (const listening of subscribers.values()) listening.delete(socket)
      for (const reader of readers) {
        if (reader.socket !== socket) continue
        clearTimeout(reader.timer)
        readers.delete(reader)
      }
    })
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk)
      pending = Buffer.concat([pending, chunk])
      for (let parsed = parse(pending); parsed !== null; parsed = parse(pending)) {
        pending = pending.subarray(parsed.length)
        const [name = '', ...args] = parsed.parts.map(String)
        const command = commands[name.toUpperCase()]
        const reply =
          command === undefined
            ? { error: `ERR unknown command ${name}` }
            : command(args, socket, parsed.parts)
        if (reply !== undefined) send(socket, reply)
      }
    })
  }

  const start = async (): Promise<void> => {
    server = createServer(serve)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    traffic: () => Buffer.concat(received).toString('latin1'),
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** One command at the beginning of `data`; `null` while it is not complete. */
function parse(data: Buffer): { parts: Buffer[]; length: number } | null {
  const line = (from: number): [text: string, next: number] | null => {
    const end = data.indexOf('\r\n', from)
    return end < 0 ? null : [data.toString('latin1', from + 1, end), end + 2]
  }
  const head = line(0)
  if (head === null) return null
  let at = head[1]
  const parts: Buffer[] = []
  for (let count = Number(head[0]); count > 0; count--) {
    const size = line(at)
    if (size === null) return null
    const end = size[1] + Number(size[0])
    if (data.length < end + 2) return null
    parts.push(data.subarray(size[1], end))
    at = end + 2
  }
  return { parts, length: at }
}

function send(socket: Socket, reply: Reply): void {
  if (!socket.destroyed) socket.write(encode(reply))
}

function encode(reply: Reply): Buffer {
  if (reply === null) return Buffer.from('$-1\r\n')
  if (typeof reply === 'number') return Buffer.from(`:${reply}\r\n`)
  if (Array.isArray(reply)) return Buffer.concat([Buffer.from(`*${reply.length}\r\n`), ...reply.map(encode)])
  if (typeof reply === 'object' && 'error' in reply) return Buffer.from(`-${reply.error}\r\n`)
  const bytes = Buffer.from(reply)
  return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')])
}
