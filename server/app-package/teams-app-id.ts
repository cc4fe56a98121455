import { createHash } from 'node:crypto'

/** The name space of addresses, RFC 9562 section 6.6. */
const ADDRESSES = '6ba7b8119dad11d180b400c04fd430c8'

/**
 * The id of the Teams app when none is configured: the same for the same server at every build (a UUID of version 5), so
 * that an upload replaces what is there. It does not depend on the bot's registration, because an app that gets
 * its bot later must stay the same app.
 */
export function deriveTeamsAppId(publicUrl: string): string {
  const { origin, pathname } = new URL(publicUrl)
  const address = `${origin}${pathname.replace(/\/+$/, '')}/teams`
  const hash = createHash('sha1').update(Buffer.from(ADDRESSES, 'hex')).update(address).digest()
  const id = hash.subarray(0, 16)
  // Version and variant.
  id.writeUInt8((id.readUInt8(6) & 0x0f) | 0x50, 6)
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8)
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
