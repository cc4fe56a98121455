import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** What a client handed over. */
export interface ReceivedMail {
  from: string
  to: string[]
  /** As it came, with its headers. */
  data: string
  /** As which user; `null`: nobody signed in. */
  user: string | null
}

export interface SmtpServer {
  port: number
  mails: ReceivedMail[]
  /** Answers `RCPT TO` with this line instead of taking it. */
  refuse: string | null
  close(): Promise<void>
}

const CREDENTIALS = Buffer.from('\0mailer@example.test\0s3cret').toString('base64')

/** A mail server on this machine that speaks as much of RFC 5321 as a client needs, and AUTH PLAIN. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const sockets = new Set<Socket>()
  const started: SmtpServer = { port: 0, mails: [], refuse: null, close: () => Promise.resolve() }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    converse(socket, started)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  started.port = (server.address() as AddressInfo).port
  started.close = () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  return started
}

function converse(socket: Socket, server: SmtpServer): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  let mail: ReceivedMail = { from: '', to: [], data: '', user: null }
  let inData = false
  let buffer = ''
  const take = (line: string): void => {
    const [verb = ''] = line.toUpperCase().split(' ')
    if (verb === 'EHLO') return void socket.write('250-here\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n')
    if (verb === 'AUTH') {
      const fits = line.split(' ')[2] === CREDENTIALS
      mail.user = fits ? 'mailer@example.test' : null
      return say(fits ? '235 welcome' : '535 wrong credentials')
    }
    if (verb === 'MAIL') {
      mail = { ...mail, from: /<(.*?)>/.exec(line)?.[1] ?? '', to: [], data: '' }
      return say('250 fine')
    }
    if (verb === 'RCPT') {
      if (server.refuse !== null) return say(server.refuse)
      mail.to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
      return say('250 fine')
    }
    if (verb === 'DATA') {
      inData = true
      return say('354 go on')
    }
    if (verb === 'QUIT') return void socket.end('221 bye\r\n')
    return say('250 fine')
  }
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8')
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      if (!inData) take(line)
      else if (line === '.') {
        inData = false
        server.mails.push({ ...mail })
        say('250 taken')
      } else mail.data += `${line.startsWith('.') ? line.slice(1) : line}\n`
    }
  })
  say('220 here')
}
