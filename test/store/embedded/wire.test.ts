import { type Socket, createConnection } from 'node:net'

import { BSON } from 'bson'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { MongoClient, type TestStore, errorOf, startTestStore } from './harness.ts'

let store: TestStore
let path: string
beforeAll(async () => {
  store = await startTestStore()
  path = decodeURIComponent(new URL(store.store.uri).host)
})
afterAll(() => store.stop())

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

function message(opCode: number, body: Buffer, id = 7): Buffer {
  return Buffer.concat([int32(16 + body.length), int32(id), int32(0), int32(opCode), body])
}

function opMsg(document: object, { flags = 0, extra = Buffer.alloc(0), checksum = false } = {}): Buffer {
  const sections = Buffer.concat([Buffer.from([0]), Buffer.from(BSON.serialize(document)), extra])
  return message(
    2013,
    Buffer.concat([int32(flags | (checksum ? 1 : 0)), sections, checksum ? int32(0) : Buffer.alloc(0)]),
  )
}

/** Sends bytes and answers what comes back until the connection closes or enough came. */
function exchange(bytes: Buffer[], answers = 1): Promise<{ replies: BSON.Document[]; closed: boolean }> {
  return new Promise((resolve) => {
    const socket: Socket = createConnection(path)
    let buffer = Buffer.alloc(0)
    const replies: BSON.Document[] = []
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk])
      while (buffer.length >= 4 && buffer.length >= buffer.readInt32LE(0)) {
        const size = buffer.readInt32LE(0)
        const start = buffer.readInt32LE(12) === 1 ? 36 : 21
        replies.push(BSON.deserialize(buffer.subarray(start, size)))
        buffer = buffer.subarray(size)
      }
      if (replies.length >= answers) {
        socket.destroy()
        resolve({ replies, closed: false })
      }
    })
    socket.on('close', () => resolve({ replies, closed: true }))
    // Writing into a connection that was closed meanwhile.
    socket.on('error', () => resolve({ replies, closed: true }))
    for (const part of bytes) socket.write(part)
  })
}

const ping = { ping: 1, $db: 'admin' }

describe('messages', () => {
  test('are answered, also when they come in pieces or several at once', async () => {
    const whole = opMsg(ping)
    const pieces = Array.from({ length: whole.length }, (_, at) => whole.subarray(at, at + 1))
    expect((await exchange(pieces)).replies).toMatchObject([{ ok: 1 }])
    expect((await exchange([Buffer.concat([whole, whole, whole])], 3)).replies).toHaveLength(3)
  })

  test('may bring documents of their own, and a checksum', async () => {
    const documents = [{ _id: 1 }, { _id: 2 }].map((document) => Buffer.from(BSON.serialize(document)))
    const name = Buffer.from('documents\0')
    const body = Buffer.concat([name, ...documents])
    const extra = Buffer.concat([Buffer.from([1]), int32(4 + body.length), body])
    const insert = opMsg({ insert: 'pieces', $db: 'wire' }, { extra, checksum: true })
    expect((await exchange([insert])).replies).toMatchObject([{ ok: 1, n: 2 }])
  })

  test('are not answered when the client says so', async () => {
    const silent = opMsg({ insert: 'silent', documents: [{ _id: 1 }], $db: 'wire' }, { flags: 2 })
    const count = opMsg({ count: 'silent', $db: 'wire' })
    expect((await exchange([silent, count])).replies).toMatchObject([{ n: 1 }])
    const client = await new MongoClient(store.store.uri).connect()
    await client
      .db('wire')
      .collection('unacknowledged')
      .insertOne({ a: 1 }, { writeConcern: { w: 0 } })
    await client.close()
  })

  test('may ask for more than one answer and get one', async () => {
    const hello = opMsg({ hello: 1, $db: 'admin' }, { flags: 1 << 16 })
    expect((await exchange([hello])).replies).toMatchObject([{ isWritablePrimary: true }])
  })

  test('of the old kind are for greeting', async () => {
    const query = Buffer.concat([
      int32(0),
      Buffer.from('admin.$cmd\0'),
      int32(0),
      int32(-1),
      Buffer.from(BSON.serialize({ isMaster: 1, helloOk: true })),
    ])
    expect((await exchange([message(2004, query)])).replies).toMatchObject([
      { ismaster: true, helloOk: true, ok: 1 },
    ])
  })
})

describe('what is no message', () => {
  const hello = opMsg(ping)
  test.each<[string, Buffer]>([
    ['a negative length', Buffer.concat([int32(-1), hello.subarray(4)])],
    ['a huge length', Buffer.concat([int32(2_000_000_000), hello.subarray(4)])],
    ['an unknown operation', message(2010, Buffer.alloc(20))],
    ['an unknown flag', opMsg(ping, { flags: 4 })],
    [
      'two bodies',
      opMsg(ping, { extra: Buffer.concat([Buffer.from([0]), Buffer.from(BSON.serialize(ping))]) }),
    ],
    ['an unknown section', opMsg(ping, { extra: Buffer.from([9, 5, 0, 0, 0, 0]) })],
    ['no body', message(2013, int32(0))],
    ['text', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('%s closes the connection', async (_, bytes) => {
    expect(await exchange([bytes])).toEqual({ replies: [], closed: true })
    expect((await exchange([hello])).replies).toMatchObject([{ ok: 1 }])
  })

  test('broken BSON is an error', async () => {
    const broken = opMsg({ find: 'x', filter: { text: 'abcdef' }, $db: 'wire' })
    // The length of the string becomes larger than what is left.
    broken.writeInt32LE(1_000_000, broken.indexOf('text\0') + 5)
    expect((await exchange([broken])).replies).toMatchObject([{ ok: 0, code: 22, codeName: 'InvalidBSON' }])
  })

  test('a document that is nested too deep is an error', async () => {
    let filter: object = {}
    for (let depth = 0; depth < 300; depth++) filter = { a: filter }
    expect((await exchange([opMsg({ find: 'x', filter, $db: 'wire' })])).replies).toMatchObject([
      { ok: 0, code: 22 },
    ])
  })

  test('random bytes and bytes that were changed at random never stop the server', async () => {
    const source = opMsg({
      find: 'x',
      filter: { a: { $in: [1, 'x', null, [{}]] }, d: new Date(0) },
      sort: { a: 1 },
      $db: 'wire',
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.uint8Array({ maxLength: 60 }),
        async (changes, noise) => {
          const bytes = Buffer.from(source)
          for (const [at, byte] of changes) if (at >= 4) bytes[at] = byte
          await exchange([bytes, opMsg(ping)], 1)
          const socket = createConnection(path)
          socket.on('error', () => socket.destroy())
          await new Promise((resolve) => socket.on('close', resolve).end(Buffer.from(noise)))
          socket.destroy()
        },
      ),
      { numRuns: 150 },
    )
    expect((await exchange([hello])).replies).toMatchObject([{ ok: 1 }])
  })
})

describe('over TCP', () => {
  let tcp: TestStore
  beforeAll(async () => {
    tcp = await startTestStore({ transport: 'tcp' })
  })
  afterAll(() => tcp.stop())

  test('who knows the password is let in', async () => {
    await tcp.db.collection('c').insertOne({ a: 1 })
    expect(await tcp.db.collection('c').countDocuments()).toBe(1)
    expect(new URL(tcp.store.uri).hostname).toBe('127.0.0.1')
  })

  test('who does not is not', async () => {
    const uri = new URL(tcp.store.uri)
    const nobody = new MongoClient(`mongodb://${uri.host}/?directConnection=true`)
    expect(await errorOf(nobody.db('test').collection('c').findOne())).toMatchObject({
      code: 13,
      codeName: 'Unauthorized',
    })
    await nobody.close()
    uri.password = 'wrong'
    const liar = new MongoClient(uri.href, { serverSelectionTimeoutMS: 2000 })
    expect(await errorOf(liar.connect())).toMatchObject({ code: 18, codeName: 'AuthenticationFailed' })
    await liar.close()
    uri.username = 'stranger'
    const stranger = new MongoClient(uri.href, { serverSelectionTimeoutMS: 2000 })
    expect(await errorOf(stranger.connect())).toMatchObject({ code: 18 })
    await stranger.close()
  })
})
