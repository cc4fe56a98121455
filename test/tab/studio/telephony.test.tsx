import { fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ServiceSettingsView } from '../../../server/contract/service-settings.ts'
import { aView, someSettings } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio } from './render-studio.tsx'

prepareStudio()

const show = (view?: Partial<ServiceSettingsView>) =>
  showStudio({ views: [aView(view)], at: sectionAddress('telephony') })
const toggle = (name: string | RegExp) => screen.findByRole<HTMLInputElement>('switch', { name })
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

describe('telephony', () => {
  it('has a beep, recording and transcripts, all off at first (DX-TEL-02, DX-TEL-03)', async () => {
    const { fake } = await show()
    for (const name of [/beep/, 'Record users’ speech', 'Keep what was understood']) {
      expect((await toggle(name)).checked).toBe(false)
      await userEvent.click(await toggle(name))
    }
    await save()
    await waitFor(() =>
      expect(fake.view().draft.telephony).toMatchObject({
        beep: true,
        recordSpeech: true,
        keepTranscripts: true,
      }),
    )
  })

  it('has the law beside recording (DX-TEL-04)', async () => {
    await show()
    const reminder = await screen.findByRole('note', { name: 'Legal reminder' })
    expect(reminder.textContent).toMatch(/must be able to object/)
  })

  it('explains why a line cannot record, and lets what was on be switched off', async () => {
    const line = { ...aView().line!, records: false }
    await show({ line, draft: someSettings({ telephony: { recordSpeech: true } }) })
    const record = await toggle('Record users’ speech')
    expect(screen.getByText('The connected phone line cannot record.')).toBeTruthy()
    expect(record.disabled).toBe(false)
    await userEvent.click(record)
    expect(record.disabled).toBe(true)
  })

  it('cannot record without a line', async () => {
    await show({ line: null })
    expect((await toggle('Record users’ speech')).disabled).toBe(true)
    expect(screen.getByText('No phone line is connected that could record.')).toBeTruthy()
  })

  it('has a voice and a speed for every language (DX-TEL-05, DX-TEL-07)', async () => {
    const { fake } = await show()
    await userEvent.click(await screen.findByRole('combobox', { name: 'Voice for German' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Bert' }))
    const speed = screen.getByRole('slider', { name: 'Speed for English' })
    fireEvent.change(speed, { target: { value: '1.25' } })
    expect(speed.getAttribute('aria-valuetext')).toBe('1.25×')
    await save()
    await waitFor(() =>
      expect(fake.view().draft.telephony.voices).toEqual({
        de: { name: 'Bert', speed: 1 },
        en: { name: null, speed: 1.25 },
      }),
    )
  })

  it('names a voice that the line does not offer, and says what samples are', async () => {
    await show({ draft: someSettings({ telephony: { voices: { de: { name: 'Vera', speed: 1 } } } }) })
    const voice = await screen.findByRole('combobox', { name: 'Voice for German' })
    expect(voice.textContent).toBe('Vera (not offered by this line)')
    expect(screen.getByText(/spoken by a voice of this browser/)).toBeTruthy()
  })

  it('takes numbers as people write them and offers to call the public one (DX-TEL-10, DX-TEL-11)', async () => {
    const { fake } = await show()
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Public phone number' })
    await userEvent.type(field, '030 1234 567')
    await userEvent.tab()
    expect(field.value).toBe('+49 30 1234567')
    expect(screen.getByRole('link', { name: 'Call +49 30 1234567' }).getAttribute('href')).toBe(
      'tel:+49301234567',
    )
    await save()
    await waitFor(() => expect(fake.view().draft.telephony.publicNumber).toBe('+49301234567'))
    await userEvent.clear(field)
    await save()
    await waitFor(() => expect(fake.view().draft.telephony.publicNumber).toBeNull())
  })

  it('does not scold half a number, only one that is left', async () => {
    await show()
    const field = await screen.findByRole('textbox', { name: 'Forwarding number' })
    await userEvent.type(field, '030')
    expect(screen.queryByText(/no complete phone number/)).toBeNull()
    await userEvent.tab()
    expect(screen.getByText(/no complete phone number/)).toBeTruthy()
  })

  it('says what becomes of callers who refuse, and where nobody can be put through', async () => {
    const { fake } = await show()
    expect(await screen.findByText(/There is no forwarding number/)).toBeTruthy()
    await userEvent.type(screen.getByRole('textbox', { name: 'Forwarding number' }), '+49 30 23125000')
    expect(screen.getByText(/the number of this very line/)).toBeTruthy()
    await userEvent.click(screen.getByRole('radio', { name: 'Say goodbye' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Company name as spoken' }), 'Muster')
    await save()
    await waitFor(() =>
      expect(fake.view().draft.deflector).toEqual({
        companyName: 'Muster',
        forwardTo: '+493023125000',
        whenRefused: 'goodbye',
      }),
    )
  })
})
