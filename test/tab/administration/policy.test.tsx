import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import fc from 'fast-check'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  keepingPeriod,
  policy as policySchema,
  RECORDING_DAYS,
  type Policy,
} from '../../../server/contract/policy.ts'
import {
  choices,
  policyViewOf,
  refuseLooser,
  refuseUnlimitedRecording,
  resolvePolicies,
} from '../../../server/domain/policies.ts'
import {
  isOn,
  lacksRecordingPeriod,
  lockedBy,
  periodsBelow,
  recordingDaysBelow,
  turned,
  type PolicySwitch,
} from '../../../tab/src/features/policy/policy-choices.ts'
import { policyFields, policyOf } from '../../../tab/src/features/policy/policy-fields.ts'
import { PolicyEditor } from '../../../tab/src/features/policy/PolicyEditor.tsx'
import { initI18n } from '../../../tab/src/i18n/index.ts'

const SWITCHES: PolicySwitch[] = ['recording', 'outboundCalls', 'anonymiseNumbers', 'dialogueData']
const maybe = <T,>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const somePolicy = fc
  .record({
    recording: maybe(fc.boolean()),
    recordingDays: maybe(fc.constantFrom(...RECORDING_DAYS)),
    anonymiseNumbers: maybe(fc.boolean()),
    dialogueData: maybe(fc.boolean()),
    dialogueDataPeriod: maybe(fc.constantFrom(...keepingPeriod.options)),
    outboundCalls: maybe(fc.boolean()),
  })
  .map((parts) => policySchema.parse(JSON.parse(JSON.stringify(parts))))
const above = (policy: Policy) => resolvePolicies([{ level: 'agency', policy }])

describe('what a level may choose', () => {
  it('is what the server takes, no more and no less (CVG-HIER-02, CVG-HIER-03)', () => {
    fc.assert(
      fc.property(somePolicy, (agency) => {
        const offered = choices(above(agency))
        expect(recordingDaysBelow(above(agency))).toEqual(offered.recordingDays)
        expect(periodsBelow(above(agency))).toEqual(offered.dialogueDataPeriod)
        for (const part of SWITCHES) {
          expect(lockedBy(part, above(agency)) === null).toBe(offered[part].length === 2)
        }
      }),
    )
  })

  it('never makes a policy that is looser than what is above, whatever is turned (CVG-HIER-04, CVG-HIER-05)', () => {
    const turns = fc.array(fc.tuple(fc.constantFrom(...SWITCHES), fc.boolean()))
    fc.assert(
      fc.property(somePolicy, turns, (agency, steps) => {
        const free = steps.filter(([part]) => lockedBy(part, above(agency)) === null)
        const own = free.reduce((policy, [part, on]) => turned(policy, part, on), {} as Policy)
        expect(refuseLooser(above(agency), own)).toEqual([])
        const effective = policyViewOf([{ level: 'agency', policy: agency }], 'account', own).effective
        for (const part of SWITCHES) expect(isOn(part, above(agency), own)).toBe(effective[part].value)
      }),
    )
  })

  it('lacks a period for recordings exactly where the server asks for one (CVG-REC-02)', () => {
    fc.assert(
      fc.property(somePolicy, somePolicy, somePolicy, (agency, own, edited) => {
        const view = { above: above(agency), own }
        const refused = refuseUnlimitedRecording(view.above, edited, own).length > 0
        expect(lacksRecordingPeriod(view, edited)).toBe(refused)
      }),
    )
  })

  it('survives being taken apart into fields', () => {
    fc.assert(
      fc.property(somePolicy, (policy) => {
        expect(policyOf(policyFields(policy))).toEqual(policy)
      }),
    )
  })
})

describe('the editor', () => {
  beforeAll(() => initI18n('en'))
  afterEach(cleanup)

  function show(agency: Policy, options: { own?: Policy; readOnly?: boolean } = {}) {
    const seen: Policy[] = []
    function Page() {
      const [value, setValue] = useState(options.own ?? {})
      return (
        <PolicyEditor
          view={policyViewOf([{ level: 'agency', policy: agency }], 'account', options.own ?? {})}
          value={value}
          readOnly={options.readOnly ?? false}
          onChange={(next) => {
            seen.push(next)
            setValue(next)
          }}
        />
      )
    }
    render(
      <FluentProvider theme={webLightTheme}>
        <Page />
      </FluentProvider>,
    )
    return seen
  }
  const control = (name: string) => screen.getByRole<HTMLInputElement>('switch', { name })
  const options = (name: string) =>
    within(screen.getByRole('combobox', { name }))
      .getAllByRole('option')
      .map(({ textContent }) => textContent)

  it('offers one day and less below an agency that says one day (CVG-HIER-03)', () => {
    show({ dialogueDataPeriod: 'day' })
    expect(options('Keep what callers said')).toEqual([
      'As prescribed: 1 day',
      '10 minutes',
      '1 hour',
      '1 day',
    ])
    expect(screen.getByText('The agency allows no longer than this.')).toBeTruthy()
  })

  it('offers everything where nobody has decided', () => {
    show({})
    expect(options('Keep what callers said')[0]).toBe('Standard: 10 minutes')
    expect(options('Keep what callers said')).toHaveLength(keepingPeriod.options.length + 1)
    expect(options('Keep recordings')).toHaveLength(RECORDING_DAYS.length + 1)
  })

  it('locks what is decided above and says by whom (CVG-HIER-04)', () => {
    show({ anonymiseNumbers: true })
    expect(control('Hide phone numbers')).toMatchObject({ checked: true, disabled: true })
    expect(screen.getByText('The agency has decided this for all its customers.')).toBeTruthy()
  })

  it('asks how long only for what is kept at all', () => {
    const seen = show({})
    fireEvent.click(control('Recording calls'))
    expect(screen.queryByRole('combobox', { name: 'Keep recordings' })).toBeNull()
    fireEvent.click(control('Recording calls'))
    expect(seen).toEqual([{ recording: false }, {}])
  })

  it('asks for a period once recording is switched on, and does not let it be taken away (CVG-REC-02)', () => {
    const seen = show({}, { own: { recording: false } })
    fireEvent.click(control('Recording calls'))
    const period = screen.getByRole('combobox', { name: 'Keep recordings' })
    expect(period.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('alert').textContent).toContain('Please choose')
    expect(options('Keep recordings')[0]).toBe('Not chosen yet: 365 days at most')
    fireEvent.change(period, { target: { value: '30' } })
    expect(seen.at(-1)).toEqual({ recordingDays: 30 })
    expect(screen.queryByRole('alert')).toBeNull()
    expect(options('Keep recordings')).toHaveLength(RECORDING_DAYS.length)
  })

  it('shows what holds until somebody chooses, without asking for it', () => {
    show({})
    expect(options('Keep recordings')[0]).toBe('Not chosen yet: 365 days at most')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('leaves to the level above what is chosen as above', () => {
    const seen = show({ recordingDays: 30 }, { own: { recordingDays: 7, recording: true } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Keep recordings' }), { target: { value: '1' } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Keep recordings' }), { target: { value: '' } })
    expect(seen).toEqual([{ recording: true, recordingDays: 1 }, { recording: true }])
  })

  it('gives way to nobody who may only look', () => {
    show({}, { readOnly: true })
    for (const one of screen.getAllByRole<HTMLInputElement>('switch')) expect(one.disabled).toBe(true)
    for (const one of screen.getAllByRole<HTMLSelectElement>('combobox')) expect(one.disabled).toBe(true)
  })
})
