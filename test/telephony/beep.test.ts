import { describe, expect, it } from 'vitest'
import { createBeep } from '../../server/telephony/beep.ts'

const beep = createBeep()
const samples = Array.from({ length: (beep.length - 44) / 2 }, (_, index) => beep.readInt16LE(44 + index * 2))

describe('the beep', () => {
  it('is a WAV file of 8 kHz, 16 bit and one channel, as every voice platform plays it (DX-TEL-02)', () => {
    expect(beep.toString('latin1', 0, 4)).toBe('RIFF')
    expect(beep.toString('latin1', 8, 16)).toBe('WAVEfmt ')
    expect(beep.toString('latin1', 36, 40)).toBe('data')
    expect(beep.readUInt32LE(4)).toBe(beep.length - 8)
    expect(beep.readUInt32LE(16)).toBe(16)
    const [format, channels, bitsPerSample] = [20, 22, 34].map((offset) => beep.readUInt16LE(offset))
    expect({ format, channels, bitsPerSample }).toEqual({ format: 1, channels: 1, bitsPerSample: 16 })
    expect(beep.readUInt32LE(24)).toBe(8000)
    expect(beep.readUInt32LE(28)).toBe(16_000)
    expect(beep.readUInt16LE(32)).toBe(2)
    expect(beep.readUInt32LE(40)).toBe(beep.length - 44)
  })

  it('is short: callers wait for it', () => {
    expect(samples.length / 8000).toBeCloseTo(0.15, 2)
  })

  it('begins and ends silent, without a step that would click', () => {
    expect(samples[0]).toBe(0)
    expect(Math.abs(samples.at(-1) ?? Number.NaN)).toBeLessThan(50)
    const steps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0)))
    expect(Math.max(...steps.slice(0, 8), ...steps.slice(-8))).toBeLessThan(500)
  })

  it('is heard but startles nobody', () => {
    const loudest = Math.max(...samples.map(Math.abs))
    expect(loudest).toBeGreaterThan(0.15 * 32_767)
    expect(loudest).toBeLessThan(0.5 * 32_767)
  })

  it('is one tone that no platform takes for a key', () => {
    const crossings = samples
      .slice(1)
      .filter((sample, index) => sample >= 0 !== (samples[index] ?? 0) >= 0).length
    const hertz = crossings / 2 / 0.15
    for (const key of [697, 770, 852, 941, 1209, 1336, 1477, 1633]) {
      // Receivers take what is within 1.5 % and may take what is within 3.5 % (ITU-T Q.24).
      expect(Math.abs(hertz - key) / key).toBeGreaterThan(0.035)
    }
  })

  it('is the same bytes every time, so that it can be cached', () => {
    expect(createBeep().equals(beep)).toBe(true)
  })
})
