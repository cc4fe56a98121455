import { createHash } from 'node:crypto'

/** MD5 in lower-case hexadecimal digits: for formats that prescribe it, never for keeping a secret. */
export function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex')
}
