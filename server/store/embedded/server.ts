import { type Server, type Socket, createServer } from 'node:net'

import { errorReply, runCommand } from './commands/dispatch.ts'
import type { ConnectionState } from './commands/context.ts'
import type { Engine } from './engine.ts'
import { CommandError } from './errors.ts'
import { MessageReader, encodeReply, parseRequest } from './wire/protocol.ts'

let lastConnection = 0

/** Serves one connection: its commands are answered one after the other. */
class Connection {
  private readonly socket: Socket
  private readonly engine: Engine
  private readonly state: ConnectionState
  private readonly reader = new MessageReader()
  private queue: Buffer[] = []
  private busy = false

  constructor(socket: Socket, engine: Engine) {
    this.socket = socket
    this.engine = engine
    const remote =
      socket.remoteAddress === undefined ? 'socket' : `${socket.remoteAddress}:${socket.remotePort ?? 0}`
    const needsUser = engine.credentials !== undefined
    this.state = { id: ++lastConnection, remote, user: undefined, needsUser, conversation: undefined }
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.receive(chunk))
    // A client that goes away is nothing to report; its socket closes by itself.
    socket.on('error', () => socket.destroy())
  }

  private receive(chunk: Buffer): void {
    try {
      this.queue.push(...this.reader.push(chunk))
    } catch {
      this.socket.destroy()
      return
    }
    if (!this.busy) void this.work()
  }

  private async work(): Promise<void> {
    this.busy = true
    try {
      for (let message = this.queue.shift(); message; message = this.queue.shift()) await this.answer(message)
    } catch {
      // Bytes that are no message: there is no telling where the next one begins.
      this.socket.destroy()
    }
    this.busy = false
  }

  private async answer(message: Buffer): Promise<void> {
    const request = parseRequest(message)
    if ('error' in request) {
      this.send(encodeReply({ id: request.id, legacy: false }, errorReply(request.error)))
      return
    }
    const reply = await runCommand(this.engine, this.state, request.command)
    if (request.fireAndForget) return
    let bytes: Buffer
    try {
      bytes = encodeReply(request, reply)
    } catch (error) {
      bytes = encodeReply(
        request,
        errorReply(
          error instanceof CommandError
            ? error
            : new CommandError('InternalError', 'the answer could not be encoded'),
        ),
      )
    }
    this.send(bytes)
  }

  private send(bytes: Buffer): void {
    if (!this.socket.destroyed) this.socket.write(bytes)
  }
}

/** Listens for clients; the address is a path of a Unix socket, or a TCP port on the loopback interface. */
export function listen(
  engine: Engine,
  address: { path: string } | { host: string; port: number },
): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    new Connection(socket, engine)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve({ server, sockets })
    })
  })
}
