import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ServiceSettings } from '../../../server/contract/service-settings.ts'
import { mergeSettings, type SettingsPatch } from '../../../server/domain/settings-changes.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import { aService, aView, OTHER_SERVICE_ID, SERVICE_ID, someSettings } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio } from './render-studio.tsx'

prepareStudio()

const SAVE = 'PUT /environments/:id/services/:serviceId/settings'
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const welcomeField = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Welcome' })
const withPatch = (patch: SettingsPatch) => (settings: ServiceSettings) => mergeSettings(settings, patch)
/** Where the bar tells how far changes have come. */
const bar = () => button(/^(Save|Publish)$/).closest('div')!.parentElement!

/** Its name counts as hidden here, so the title has to be looked for. */
async function findDialog(role: 'dialog' | 'alertdialog', title: string): Promise<HTMLElement> {
  const dialog = await screen.findByRole(role)
  expect(within(dialog).getByText(title)).toBeTruthy()
  return dialog
}

async function typeWelcome(text: string): Promise<void> {
  const field = await welcomeField()
  await userEvent.clear(field)
  await userEvent.type(field, text)
}

describe('saving and publishing', () => {
  it('goes from the screen over a saved draft to what is live (DX-PUB-01, DX-PUB-02, DX-PUB-04)', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    expect(await screen.findByText('Live')).toBeTruthy()
    await typeWelcome('Hallo!')
    expect(within(bar()).getByText('1 unsaved change')).toBeTruthy()
    expect(fake.view().draft.prompts).toEqual({})

    await userEvent.click(button('Save'))
    expect(await screen.findByText('Saved, not live yet')).toBeTruthy()
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Hallo!' } })
    expect(fake.view().published.prompts).toEqual({})

    await userEvent.click(button('Publish'))
    expect(await screen.findByText('Live')).toBeTruthy()
    expect(screen.getByText(/by Paula Winter/)).toBeTruthy()
    expect(fake.view().published.prompts).toEqual({ de: { welcome: 'Hallo!' } })
  })

  it('saves with Ctrl+S, what is being typed included', async () => {
    const { fake } = await showStudio({ at: sectionAddress('opening-hours') })
    const field = await screen.findByRole('textbox', { name: 'Monday, from (1)' })
    await userEvent.clear(field)
    await userEvent.type(field, '830')
    await userEvent.keyboard('{Control>}s{/Control}')
    await screen.findByText('Saved, not live yet')
    expect(fake.view().draft.openingHours.weekly.mon).toEqual([{ from: '08:30', to: '17:00' }])
  })

  it('shows what publishing would change, by field, before and after', async () => {
    const draft = someSettings({
      prompts: { de: { welcome: 'Hallo!' } },
      openingHours: { weekly: { mon: [] }, holidays: null },
      telephony: { voices: { en: { name: 'Amy', speed: 1.2 } }, publicNumber: '+493023125000' },
    })
    const { fake } = await showStudio({ views: [aView({ draft, published: someSettings() })] })
    await userEvent.click(await screen.findByRole('button', { name: 'Changes' }))
    const dialog = await findDialog('dialog', 'Changes not live yet')
    const items = within(dialog)
      .getAllByRole('listitem')
      .map((item) => item.textContent)
    expect(items).toEqual([
      expect.stringMatching(/^Welcome · GermanBefore: Default text: Guten Tag.*After: Hallo!$/),
      'MondayBefore: 09:00–17:00After: Closed',
      'Public holidaysBefore: Closed on public holidays: GermanyAfter: Open on public holidays',
      'Voice · EnglishBefore: AutomaticAfter: Amy',
      'Speed · EnglishBefore: 1×After: 1.2×',
      'Public phone numberBefore: NoneAfter: +49 30 23125000',
    ])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Publish' }))
    expect(await screen.findByText('Live')).toBeTruthy()
    expect(fake.view().published).toEqual(fake.view().draft)
  })

  it('takes changes back, and the taking back as well', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    await userEvent.click(button('Discard'))
    expect((await welcomeField()).value).toBe('')
    await userEvent.click(await screen.findByText('Undo'))
    expect((await welcomeField()).value).toBe('Hallo!')
    expect(fake.calls.some(({ key }) => key === SAVE)).toBe(false)
  })

  it('leaves what others have saved when changes come back', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    await userEvent.click(button('Discard'))
    fake.saveAs('Max Richter', withPatch({ prompts: { de: { close: 'Tschüs!' } } }))
    document.dispatchEvent(new Event('visibilitychange'))
    const close = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Close' })
    await waitFor(() => expect(close.value).toBe('Tschüs!'))
    await userEvent.click(await screen.findByText('Undo'))
    await userEvent.click(button('Save'))
    await screen.findByText('Saved, not live yet')
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Hallo!', close: 'Tschüs!' } })
  })

  it('leaves the keyboard at what comes next', async () => {
    await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    button('Save').focus()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Saved, not live yet')
    expect(document.activeElement?.textContent).toBe('Changes')
    button('Publish').focus()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Live')
    expect(document.activeElement?.id).toBe('main')
  })

  it('says that saving failed and keeps everything for another try', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    fake.failNext(SAVE, new ApiError('offline'))
    await userEvent.click(button('Save'))
    expect(await screen.findByText('There is no connection to the server.')).toBeTruthy()
    expect((await welcomeField()).value).toBe('Hallo!')
    await userEvent.click(button('Save'))
    expect(await screen.findByText('Saved, not live yet')).toBeTruthy()
  })

  it('leads to what has to be corrected instead of saving it', async () => {
    const { fake, host } = await showStudio({ at: sectionAddress('telephony') })
    await userEvent.type(await screen.findByRole('textbox', { name: 'Forwarding number' }), '030')
    await userEvent.click(screen.getByRole('link', { name: 'Content' }))
    await userEvent.click(button('Save'))
    expect(await screen.findByText('1 thing to correct')).toBeTruthy()
    expect(fake.calls.some(({ key }) => key === SAVE)).toBe(false)
    await userEvent.click(screen.getByRole('link', { name: 'Show in “Telephony”' }))
    expect(host.address()).toBe(sectionAddress('telephony'))
    const field = await screen.findByRole('textbox', { name: 'Forwarding number' })
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/no complete phone number/)).toBeTruthy()
  })

  it('shows the server’s objection at the field', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    const issues = [{ path: 'settings.prompts.de.welcome', message: 'no' }]
    const problem = { type: 'x', title: 'x', status: 400, code: 'invalid_input' as const, issues }
    fake.failNext(SAVE, new ApiError('invalid_input', { status: 400, problem }))
    await userEvent.click(button('Save'))
    expect(await screen.findByText('The server does not accept this.')).toBeTruthy()
    expect((await welcomeField()).getAttribute('aria-invalid')).toBe('true')
  })
})

describe('two people at once', () => {
  it('overwrites nobody: what both have changed is chosen, the rest is merged', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Meins')
    fake.saveAs(
      'Max Richter',
      withPatch({ prompts: { de: { welcome: 'Seins' } }, telephony: { beep: true } }),
    )
    await userEvent.click(button('Save'))
    const dialog = await findDialog('alertdialog', 'Max Richter has saved in the meantime')
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Seins' } })
    expect(within(dialog).getByText('Seins')).toBeTruthy()
    const save = within(dialog).getByRole('button', { name: '1 still to decide' })
    await userEvent.click(save)
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Seins' } })

    await userEvent.click(within(dialog).getByRole('radio', { name: /Keep mine/ }))
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Saved, not live yet')).toBeTruthy()
    expect(fake.view().draft).toMatchObject({
      prompts: { de: { welcome: 'Meins' } },
      telephony: { beep: true },
    })
  })

  it('lets one take the other version instead', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Meins')
    fake.saveAs('Max Richter', withPatch({ prompts: { de: { welcome: 'Seins' } } }))
    await userEvent.click(button('Save'))
    await userEvent.click(await screen.findByRole('button', { name: 'Discard all of mine' }))
    await waitFor(async () => expect((await welcomeField()).value).toBe('Seins'))
    expect(fake.calls.filter(({ key }) => key === SAVE)).toHaveLength(1)
  })

  it('publishes nothing that one has not seen', async () => {
    const draft = someSettings({ telephony: { beep: true } })
    const { fake } = await showStudio({ views: [aView({ draft, published: someSettings() })] })
    await screen.findByText('Saved, not live yet')
    fake.saveAs('Max Richter', withPatch({ prompts: { de: { welcome: 'Seins' } } }))
    await userEvent.click(button('Publish'))
    const dialog = await findDialog('dialog', 'Changes not live yet')
    expect(within(dialog).getByText(/^Max Richter has saved in the meantime/)).toBeTruthy()
    expect(within(dialog).getByText('Seins')).toBeTruthy()
    expect(fake.view().published).toEqual(someSettings())
  })
})

describe('leaving with unsaved changes', () => {
  const others = [aView(), aView({ service: aService({ id: OTHER_SERVICE_ID, name: 'Returns' }) })]

  it('asks, and stays or goes as one says', async () => {
    const { host } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    host.visit('/reports')
    expect(await findDialog('alertdialog', 'Save your changes?')).toBeTruthy()
    expect(host.address()).toBe(sectionAddress('content'))
    await userEvent.click(button('Keep editing'))
    expect((await welcomeField()).value).toBe('Hallo!')

    host.visit('/reports')
    await screen.findByRole('alertdialog')
    await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Discard' }))
    expect(host.address()).toBe('/reports')
  })

  it('saves before it goes when that is wanted', async () => {
    const { host, fake } = await showStudio({ views: others, at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    host.visit(`/studio/${OTHER_SERVICE_ID}/content`)
    await userEvent.click(await screen.findByRole('button', { name: 'Save and leave' }))
    await waitFor(() => expect(host.address()).toBe(`/studio/${OTHER_SERVICE_ID}/content`))
    expect(fake.view(SERVICE_ID).draft.prompts).toEqual({ de: { welcome: 'Hallo!' } })
  })

  it('does not ask between sections, nor when everything is saved', async () => {
    const { host } = await showStudio({ at: sectionAddress('content') })
    await typeWelcome('Hallo!')
    await userEvent.click(screen.getByRole('link', { name: /^Telephony/ }))
    expect(host.address()).toBe(sectionAddress('telephony'))
    await userEvent.click(screen.getByRole('link', { name: /^Content/ }))
    expect((await welcomeField()).value).toBe('Hallo!')
    await userEvent.click(button('Save'))
    await screen.findByText('Saved, not live yet')
    host.visit('/reports')
    expect(host.address()).toBe('/reports')
  })

  it('warns before the window closes', async () => {
    await showStudio({ at: sectionAddress('content') })
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    await welcomeField()
    expect(leave()).toBe(false)
    await typeWelcome('Hallo!')
    expect(leave()).toBe(true)
  })
})
