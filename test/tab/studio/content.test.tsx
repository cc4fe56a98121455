import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { aService, aView, someSettings, templates } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio } from './render-studio.tsx'

prepareStudio()

const textbox = (name: string) => screen.findByRole<HTMLTextAreaElement>('textbox', { name })
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

describe('the texts of a service', () => {
  it('are the five prompts and the two auto responses, by language (DX-DEFL-14, DX-CONT-02, DX-CONT-05)', async () => {
    const { host } = await showStudio({ at: sectionAddress('content') })
    await textbox('Welcome')
    const names = screen.getAllByRole('textbox').map((field) => field.getAttribute('id'))
    expect(names).toHaveLength(7)
    for (const name of ['Welcome', 'Reuse question', 'Try again', 'Phone question', 'Close'])
      expect((await textbox(name)).placeholder).not.toBe('')
    await userEvent.click(screen.getByRole('tab', { name: 'English' }))
    expect((await textbox('Welcome')).placeholder).toMatch(/^Hello, this is the automated assistant/)
    expect(host.address()).toBe(sectionAddress('content', '?language=en'))
  })

  it('begin with the product’s own and go back to it', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await userEvent.click(await screen.findByRole('button', { name: 'Edit default text: Welcome' }))
    const field = await textbox('Welcome')
    expect(field.value).toBe(field.placeholder)
    await userEvent.type(field, ' Schön!')
    await save()
    await waitFor(() => expect(fake.view().draft.prompts.de?.welcome).toMatch(/ Schön!$/))
    await userEvent.click(screen.getByRole('button', { name: 'Reset to default: Welcome' }))
    expect(field.value).toBe('')
    await save()
    await waitFor(() => expect(fake.view().draft.prompts).toEqual({}))
  })

  it('take placeholders where the caret is, and say which ones nobody knows', async () => {
    await showStudio({ at: sectionAddress('content') })
    const field = await textbox('Close')
    await userEvent.type(field, 'An . Danke')
    field.setSelectionRange(3, 3)
    await userEvent.click(screen.getByRole('button', { name: 'Insert “Number” into Close' }))
    expect(field.value).toBe('An {{number}}. Danke')
    expect(field.selectionStart).toBe('An {{number}}'.length)
    expect(screen.queryByRole('button', { name: 'Insert “Number” into Welcome' })).toBeNull()
    await userEvent.type(await textbox('Welcome'), 'Hallo {{{{foo}}')
    expect(screen.getByText('{{foo}} is not known here and is left out.')).toBeTruthy()
  })

  it('are counted, and refused when too long', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    const field = await textbox('Welcome')
    await userEvent.click(field)
    await userEvent.paste('x'.repeat(601))
    expect(screen.getByText('601 / 600')).toBeTruthy()
    expect(screen.getByText('At most 600 characters.')).toBeTruthy()
    expect(screen.getAllByText(/^about \d+ seconds$/).length).toBe(5)
    await save()
    expect(await screen.findByText('1 thing to correct')).toBeTruthy()
    expect(fake.view().draft.prompts).toEqual({})
  })

  it('send nothing only when that is said: an empty field means the product’s own text', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await userEvent.type(await textbox('When offline'), 'Bis morgen!')
    const sends = screen.getByRole('switch', { name: 'Send When offline' })
    await userEvent.click(sends)
    expect(screen.getByText('Customers get no automatic answer here.')).toBeTruthy()
    await save()
    await waitFor(() => expect(fake.view().draft.autoResponses).toEqual({ de: { offline: '' } }))
    await userEvent.click(sends)
    expect((await textbox('When offline')).value).toBe('Bis morgen!')
    await userEvent.clear(await textbox('When offline'))
    await save()
    await waitFor(() => expect(fake.view().draft.autoResponses).toEqual({}))
  })
})

describe('listening', () => {
  interface Spoken {
    text: string
    lang: string
    rate: number
  }
  const spoken: Spoken[] = []

  function giveVoices(...languages: string[]): { end: () => void } {
    const handlers: (() => void)[] = []
    spoken.length = 0
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        lang = ''
        rate = 1
        voice = null
        readonly text: string
        constructor(text: string) {
          this.text = text
        }
        addEventListener(type: string, handler: () => void): void {
          if (type === 'end') handlers.push(handler)
        }
      },
    )
    vi.stubGlobal('speechSynthesis', {
      getVoices: () => languages.map((lang) => ({ lang, default: false })),
      speak: (utterance: Spoken) => spoken.push(utterance),
      cancel: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    })
    return { end: () => act(() => handlers.at(-1)?.()) }
  }
  it('speaks the text with the company’s name at the voice’s speed, and stops', async () => {
    const voice = giveVoices('de-DE')
    const draft = someSettings({
      prompts: { de: { close: 'Bis bald, Ihre {{company}}, {{number}}' } },
      telephony: { voices: { de: { name: null, speed: 1.5 } } },
    })
    await showStudio({ views: [aView({ draft })], at: sectionAddress('content') })
    await userEvent.click(await screen.findByRole('button', { name: 'Listen to Close' }))
    expect(spoken).toMatchObject([{ text: 'Bis bald, Ihre Muster GmbH, 4 2 1 1', lang: 'de-DE', rate: 1.5 }])
    expect(screen.getByRole('button', { name: 'Stop Close' })).toBeTruthy()
    voice.end()
    expect(screen.getByRole('button', { name: 'Listen to Close' })).toBeTruthy()
  })

  it('offers it only where the browser has a voice of that language', async () => {
    giveVoices('en-GB')
    await showStudio({ at: sectionAddress('content') })
    const german = await screen.findByRole('button', { name: 'Listen to Welcome' })
    expect(german.getAttribute('aria-disabled')).toBe('true')
    await userEvent.click(german)
    expect(spoken).toEqual([])
    await userEvent.click(screen.getByRole('tab', { name: 'English' }))
    await userEvent.click(screen.getByRole('button', { name: 'Listen to Welcome' }))
    expect(spoken[0]?.text).toMatch(/^Hello, this is the automated assistant at Muster GmbH\./)
  })
})

describe('the invitation', () => {
  it('is chosen among the channel’s templates, each with its languages (DX-CONT-06, DX-WA-16)', async () => {
    const view = aView({ service: aService({ languages: ['de', 'en', 'nl', 'es'] }) })
    const { fake } = await showStudio({ views: [view], at: sectionAddress('invitation') })
    const chosen = await screen.findByRole<HTMLInputElement>('radio', { name: /^callover_invitation/ })
    expect(chosen.checked).toBe(true)
    expect(chosen.labels?.[0]?.textContent).toMatch(
      /German: approved.*English: approved.*Dutch: not approved.*Spanish: missing/,
    )
    await userEvent.click(screen.getByRole('radio', { name: /^service_follow_up/ }))
    await save()
    await waitFor(() => expect(fake.view().draft.invitation.template).toBe('service_follow_up'))
  })

  it('is shown as the customer gets it, with what stands at its places', async () => {
    const { fake } = await showStudio({ at: sectionAddress('invitation') })
    const preview = await screen.findByRole('figure')
    expect(preview.textContent).toContain('Danke für Ihren Anruf bei Muster GmbH.')
    await userEvent.type(await textbox('Text {{1}}'), 'der {{{{company}}')
    expect(preview.textContent).toContain('Danke für Ihren Anruf bei der Muster GmbH.')
    await save()
    await waitFor(() =>
      expect(fake.view().draft.invitation.values).toEqual({ de: { 'body.1': 'der {{company}}' } }),
    )
  })

  it('says which places still need something', async () => {
    const draft = someSettings({ invitation: { template: 'service_follow_up' } })
    await showStudio({ views: [aView({ draft })], at: sectionAddress('invitation') })
    await textbox('Text {{1}}')
    expect(screen.getAllByText(/^As long as nothing stands here/)).toHaveLength(3)
    await userEvent.click(screen.getByRole('button', { name: 'Insert “Customer” into Text {{1}}' }))
    expect(screen.getAllByText(/^As long as nothing stands here/)).toHaveLength(2)
    await userEvent.click(screen.getByRole('tab', { name: /^English/ }))
    expect(await screen.findByText(/English: the template does not exist in this language/)).toBeTruthy()
  })

  it('can be searched among many, and one that is gone is named', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ ...templates[0]!, name: `template_${index}` }))
    await showStudio({ views: [aView({ templates: many })], at: sectionAddress('invitation') })
    expect(await screen.findByText('WhatsApp does not know this template any more.')).toBeTruthy()
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search templates' }), '_11')
    const names = within(screen.getByRole('radiogroup')).getAllByRole('radio')
    expect(names).toHaveLength(3)
  })

  it('waits for a WhatsApp number where there is none (DX-CONT-07)', async () => {
    const view = aView({
      draft: someSettings({ invitation: { template: null } }),
      templates: [],
      service: aService({ problems: [{ code: 'no_whatsapp_channel', blocking: true }] }),
    })
    await showStudio({ views: [view], at: sectionAddress('invitation') })
    expect(await screen.findByText('No WhatsApp number is connected')).toBeTruthy()
  })
})
