import type { Request } from 'express'
import { GraphError, unknownObject } from '../errors.ts'
import type { BusinessNumber } from '../options.ts'
import type { Platform } from '../platform.ts'

/** The numbers that the request's token may act for. */
export function numbersOf(platform: Platform, request: Request): BusinessNumber[] {
  const token = tokenOf(request)
  if (token === null) {
    throw new GraphError(190, { message: 'An access token is required to request this resource.' })
  }
  const numbers = platform.numbers().filter((number) => number.accessToken === token)
  if (numbers.length === 0) {
    throw new GraphError(190, { message: 'Invalid OAuth access token - Cannot parse access token' })
  }
  return numbers
}

function tokenOf(request: Request): string | null {
  const header = /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1]
  const query = request.query['access_token']
  return header ?? (typeof query === 'string' ? query : null)
}

/** The number with this id, if the token may act for it. */
export function numberOf(platform: Platform, request: Request, id: string): BusinessNumber {
  const number = numbersOf(platform, request).find((item) => item.phoneNumberId === id)
  if (number === undefined) throw unknownObject(request.method, id)
  return number
}

/** The WABA's numbers, if the token may act for it. */
export function wabaOf(platform: Platform, request: Request, id: string): BusinessNumber[] {
  const numbers = numbersOf(platform, request).filter((item) => item.wabaId === id)
  if (numbers.length === 0) throw unknownObject(request.method, id)
  return numbers
}

/** A path parameter; the router guarantees that it is there. */
export function param(request: Request, name: string): string {
  const value = request.params[name]
  return typeof value === 'string' ? value : ''
}

/** A query value given once; anything else counts as absent. */
export function queryValue(request: Request, name: string): string | undefined {
  const value = request.query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
