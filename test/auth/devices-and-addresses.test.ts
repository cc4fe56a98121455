import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkOf, shortAddress } from '../../server/auth/addresses.ts'
import { describeDevice } from '../../server/auth/device.ts'

const CHROME = '(KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

describe('the device of a session', () => {
  it.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROME} Edg/142.0.0.0`,
      'Edge · Windows',
    ],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROME}`, 'Chrome · Windows'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 ${CHROME}`, 'Chrome · ChromeOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox · Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'Safari · macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari · iOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1',
      'Chrome · iOS',
    ],
    [`Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 ${CHROME}`, 'Chrome · Android'],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROME} Edg/142.0.0.0 Teams/25290.205`,
      'Teams · Windows',
    ],
    ['curl/8.9.1', null],
    ['', null],
    ['x'.repeat(5000), null],
    [null, null],
  ])('is told from %j as %j', (userAgent, device) => {
    expect(describeDevice(userAgent)).toBe(device)
  })

  it('is one of ours or nothing, whatever somebody writes there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (junk) => {
        const device = describeDevice(`Mozilla/5.0 (${junk}) Firefox/145.0`)
        expect(device).toMatch(/^[A-Za-z ]+(?: · [A-Za-z]+)?$/)
      }),
    )
  })
})

describe('the address of a session', () => {
  it.each([
    ['203.0.113.57', '203.0.113.*'],
    ['::ffff:203.0.113.57', '203.0.113.*'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:*'],
    ['2001:0DB8::1', '2001:db8:0:*'],
    ['::1', '0:0:0:*'],
    ['fe80::1%eth0', 'fe80:0:0:*'],
    ['', null],
    ['<script>', null],
    [null, null],
  ])('%j is shown as %j', (address, shown) => {
    expect(shortAddress(address)).toBe(shown)
  })

  it('never shows the last part', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(shortAddress(address)).toBe(`${address.split('.').slice(0, 3).join('.')}.*`)
      }),
    )
  })

  it('counts all hosts of one IPv6 network as one', () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:0db8:0001:0002:ffff::9'))
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
  })
})
