import type { CookieOptions, Request, Response } from 'express'

/** A cookie of ours, which no script reads. */
export interface OwnCookie {
  read(request: Request): string | null
  set(response: Response, value: string): void
  clear(response: Response): void
}

export interface OwnCookieOptions {
  name: string
  maxAgeSeconds: number
  sameSite: 'lax' | 'strict'
  /** Whether people reach us by HTTPS. */
  encrypted: boolean
}

/**
 * A cookie by its name. Over HTTPS it gets the prefix `__Host-`: browsers then take it from this host alone, so that no
 * neighbouring subdomain can plant one.
 */
export function createOwnCookie({ name, maxAgeSeconds, sameSite, encrypted }: OwnCookieOptions): OwnCookie {
  const fullName = encrypted ? `__Host-${name}` : name
  const options: CookieOptions = { httpOnly: true, secure: encrypted, sameSite, path: '/' }
  return {
    read: (request) => valueOf(request.get('cookie') ?? '', fullName),
    set: (response, value) =>
      void response.cookie(fullName, value, {
        ...options,
        maxAge: maxAgeSeconds * 1000,
        encode: (text) => text,
      }),
    clear: (response) => void response.clearCookie(fullName, options),
  }
}

/** The first one counts, as with every server: ours hold nothing that would have to be decoded. */
function valueOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key = '', ...rest] = part.split('=')
    if (key.trim() === name) return rest.join('=').trim()
  }
  return null
}
