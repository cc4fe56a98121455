import { describe, expect, it } from 'vitest'
import { SignInThrottle } from '../../server/auth/sign-in-throttle.ts'

const anna = { account: 'anna@example.test', address: '192.0.2.1' }

/** Fails `times` times, as fast as the throttle lets it; answers with the time it took. */
function failTimes(throttle: SignInThrottle, attempt: typeof anna, times: number, startMs = 0): number {
  let now = startMs
  for (let done = 0; done < times;) {
    const turn = throttle.begin(attempt, now)
    if (turn.allowed) done += 1
    else now += turn.waitMs
  }
  return now
}

describe('sign-in throttle', () => {
  it('lets five mistakes pass and then asks for growing patience', () => {
    const throttle = new SignInThrottle()
    expect(failTimes(throttle, anna, 5)).toBe(0)
    expect(throttle.begin(anna, 0)).toEqual({ allowed: false, waitMs: 1000 })
    expect(failTimes(throttle, anna, 1)).toBe(1000)
    expect(throttle.begin(anna, 1000)).toEqual({ allowed: false, waitMs: 2000 })
    expect(failTimes(throttle, anna, 1, 1000)).toBe(3000)
    expect(throttle.begin(anna, 3000)).toEqual({ allowed: false, waitMs: 4000 })
  })

  it('never asks for more than five minutes, and impatience does not lengthen it', () => {
    const throttle = new SignInThrottle()
    const now = failTimes(throttle, anna, 40)
    const wait = throttle.begin(anna, now)
    expect(wait).toEqual({ allowed: false, waitMs: 300_000 })
    for (let tries = 0; tries < 100; tries++) throttle.begin(anna, now)
    expect(throttle.begin(anna, now + 300_000)).toEqual({ allowed: true })
  })

  it('forgets mistakes after success and after half an hour', () => {
    const throttle = new SignInThrottle()
    failTimes(throttle, anna, 5)
    throttle.succeed(anna)
    expect(failTimes(throttle, anna, 5)).toBe(0)
    expect(throttle.begin(anna, 1_800_000)).toEqual({ allowed: true })
  })

  it('slows down many addresses on one account, but not the place where its owner signed in before', () => {
    const throttle = new SignInThrottle()
    throttle.begin(anna, 0)
    throttle.succeed(anna)
    for (let host = 1; host <= 20; host++) {
      throttle.begin({ account: anna.account, address: `198.51.100.${host}` }, 0)
    }
    expect(throttle.begin({ account: anna.account, address: '203.0.113.9' }, 0).allowed).toBe(false)
    expect(throttle.begin(anna, 0)).toEqual({ allowed: true })
  })

  it('slows down one address on many accounts, however it writes itself', () => {
    const throttle = new SignInThrottle()
    for (let user = 0; user < 100; user++) {
      const address = user % 2 === 0 ? `2001:db8:0:7::${user}` : `2001:0db8::7:0:0:${user}:1`
      throttle.begin({ account: `user${user}@example.test`, address }, 0)
    }
    const other = { account: 'other@example.test', address: '2001:db8:0:7:ffff::1' }
    expect(throttle.begin(other, 0).allowed).toBe(false)
    expect(throttle.begin({ ...other, address: '2001:db8:0:8::1' }, 0).allowed).toBe(true)
  })

  it('takes an IPv4 address for the same within IPv6', () => {
    const throttle = new SignInThrottle()
    failTimes(throttle, anna, 5)
    expect(throttle.begin({ ...anna, address: '::ffff:192.0.2.1' }, 0).allowed).toBe(false)
  })
})
