import { generateKeyPairSync, sign } from 'node:crypto'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { createServer } from 'node:tls'

/** The product's public address in these tests; a browser is told to look for it on this machine. */
export const PUBLIC_HOST = 'callover.example.test'

/** Encryption in front of a server, as a reverse proxy is: Teams frames nothing else, and opens no other windows. */
export interface HttpsFront {
  /** Without a slash at the end. */
  url: string
  /** Where everything is passed on to. */
  lead(port: number): void
  close(): Promise<void>
}

export async function startHttpsFront(): Promise<HttpsFront> {
  let target = 0
  const open = new Set<Socket>()
  const server = createServer(makeCertificate(PUBLIC_HOST), (outside) => {
    const inside = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://${PUBLIC_HOST}:${(server.address() as AddressInfo).port}`,
    lead(port) {
      target = port
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One value in the Distinguished Encoding Rules (X.690): its tag, its length, itself. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BIT_STRING = 0x03
const UTF8 = 0x0c
const UTC_TIME = 0x17
const VERSION = 0xa0
/** ecdsa-with-SHA256 (RFC 5758). */
const ALGORITHM = der(SEQUENCE, Buffer.from('06082a8648ce3d040302', 'hex'))
/** id-at-commonName (RFC 5280). */
const COMMON_NAME = Buffer.from('0603550403', 'hex')

/** A certificate that nobody but these tests trusts (RFC 5280, section 4.1). */
function makeCertificate(host: string): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from(host)))))
  const validity = der(
    SEQUENCE,
    ...['200101000000Z', '491231235959Z'].map((time) => der(UTC_TIME, Buffer.from(time))),
  )
  const signed = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    ALGORITHM,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', signed, privateKey))
  const certificate = der(SEQUENCE, signed, ALGORITHM, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  }
}
