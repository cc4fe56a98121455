import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aChannel, anEnvironment, anOrder, serveEnvironment, type Environment } from './fake-environment.ts'
import { aService, aView, SERVICE_ID, someSettings } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio, violations, type ShowOptions } from './render-studio.tsx'

prepareStudio()

async function show(at: string, change: Partial<Environment> = {}, options: ShowOptions = {}) {
  const environment = anEnvironment(change)
  const shown = await showStudio({
    roles: ['producer'],
    at,
    ...options,
    prepare: (fake) => serveEnvironment(fake, environment),
  })
  return { ...shown, environment, user: userEvent.setup({ delay: null }) }
}

/** The dialogue in front of the page. */
const dialog = () => within(screen.getAllByRole('alertdialog').at(-1)!)

const posted = (calls: readonly { key: string; body: unknown }[], method: string) =>
  calls.filter(({ key }) => key.startsWith(method)).map(({ body }) => body)

describe('orders', () => {
  it('show their channels and services, and lead to a service where there is none (DX-ORDER-02, -03, -21)', async () => {
    const { fake, host, user } = await show('/studio/orders', { orders: [anOrder(1)] })
    const card = (await screen.findByRole('heading', { level: 2, name: /Hotline 1/ })).closest('li')!
    expect(card.textContent).toContain('Extension 41')
    expect(card.textContent).toContain('Phone lineNot connected')
    expect(card.textContent).toContain('None yet')
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: /Create a service for Hotline 1/ }))
    await user.click(dialog().getByRole('button', { name: 'Create service' }))
    await waitFor(() => expect(host.address()).toMatch(/^\/studio\/[0-9a-f]{24}\/overview$/))
    expect(posted(fake.calls, 'POST')).toEqual([
      expect.objectContaining({
        name: 'Hotline 1',
        template: 'whatsapp-deflector',
        orderId: anOrder(1).id,
        languages: ['de', 'en'],
        country: 'DE',
        timeZone: 'Europe/Berlin',
      }),
    ])
  })
})

describe('a service', () => {
  it('is made from the list, from a template and in an order of languages (DX-BOT-05, -06)', async () => {
    const { fake, host, user } = await show('/studio/services')
    await user.click(await screen.findByRole('button', { name: 'Create service' }))
    await user.click(dialog().getByRole('radio', { name: /^Messaging/ }))
    await user.click(dialog().getByRole('button', { name: 'Create service' }))
    expect(await screen.findByText('Give it a name.')).toBeTruthy()
    await user.type(dialog().getByRole('textbox', { name: 'Name' }), 'Chat')
    await user.click(dialog().getByRole('button', { name: 'Move English up' }))
    expect(await violations()).toEqual([])
    await user.click(dialog().getByRole('button', { name: 'Create service' }))
    await waitFor(() => expect(host.address()).toMatch(/overview$/))
    expect(posted(fake.calls, 'POST')).toEqual([
      expect.objectContaining({
        name: 'Chat',
        template: 'messaging',
        languages: ['en', 'de'],
        orderId: null,
      }),
    ])
  })

  it('gets another name, and nobody overwrites anybody (DX-BOT-09)', async () => {
    const { environment, user } = await show(sectionAddress('settings'))
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    const field = dialog().getByRole('textbox', { name: 'Name' })
    await user.clear(field)
    await user.type(field, 'Bestellungen')
    environment.profile = { ...environment.profile, name: 'Hotline Süd', version: 3 }
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Changed by both of you')).toBeTruthy()
    expect(environment.profile.name).toBe('Hotline Süd')
    await user.click(dialog().getByRole('radio', { name: /Keep mine/ }))
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(environment.profile.name).toBe('Bestellungen'))
  })
})

describe('channels', () => {
  it('are reached from the checklist by those who may connect them', async () => {
    const view = aView({
      service: aService({ ready: false, problems: [{ code: 'no_whatsapp_channel', blocking: true }] }),
    })
    const { host, user } = await show(sectionAddress('overview'), {}, { views: [view] })
    await user.click(await screen.findByRole('link', { name: 'Go to channels' }))
    expect(host.address()).toBe(sectionAddress('channels'))
    expect(await screen.findByText('No WhatsApp number is connected yet.')).toBeTruthy()
  })

  it('are connected by what the provider asks for; a number may be written as people do', async () => {
    const { fake, user } = await show(sectionAddress('channels'))
    await user.click(await screen.findByRole('button', { name: 'Connect WhatsApp number' }))
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findAllByText('This is needed.')).toHaveLength(4)
    await user.type(screen.getByLabelText(/^Phone number\b(?! ID)/), '030 23125010')
    await user.type(screen.getByLabelText(/^Phone number ID/), '1065')
    await user.type(screen.getByLabelText(/^Access token/), 'EAAB')
    await user.type(screen.getByLabelText(/^App secret/), 'geheim')
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByText('Channel connected')).toBeTruthy()
    expect(posted(fake.calls, 'POST')).toEqual([
      {
        name: 'hotline-whatsapp',
        kind: 'whatsapp',
        provider: 'cloud',
        values: {
          phoneNumber: '+493023125010',
          phoneNumberId: '1065',
          accessToken: 'EAAB',
          appSecret: 'geheim',
        },
      },
    ])
  })

  it('never show a secret again: it stays or is replaced', async () => {
    const { fake, user } = await show(sectionAddress('channels'), { channels: [aChannel()] })
    expect(
      await screen.findByText('https://callover.example/webhooks/whatsapp/hotline-whatsapp'),
    ).toBeTruthy()
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: /^Edit \+49/ }))
    expect(screen.getByLabelText<HTMLInputElement>(/^Access token/).value).toBe('')
    await user.type(screen.getByLabelText(/^App secret/), 'anders')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Access data saved')).toBeTruthy()
    expect(posted(fake.calls, 'PUT')).toEqual([
      {
        version: 3,
        values: { phoneNumber: '+493023125010', phoneNumberId: '106540352242922', appSecret: 'anders' },
      },
    ])
  })

  it('tell what the provider says, and are disconnected only after a question', async () => {
    const { environment, user } = await show(sectionAddress('channels'), { channels: [aChannel()] })
    await user.click(await screen.findByRole('button', { name: /^Test \+49/ }))
    expect(await screen.findByText(/Invalid OAuth access token/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Disconnect \+49/ }))
    expect(environment.channels).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Disconnect' }))
    await waitFor(() => expect(environment.channels).toEqual([]))
    expect(await screen.findByText('No WhatsApp number is connected yet.')).toBeTruthy()
  })
})

describe('the history of settings', () => {
  it('shows how an earlier state differs and makes it the draft, which is not live by that', async () => {
    const live = someSettings()
    const draft = someSettings({ telephony: { beep: true } })
    const { fake, user } = await show(
      sectionAddress('history'),
      {
        versions: [
          { version: 7, at: '2026-03-10T09:15:00.000Z', by: 'Paula Winter', kind: 'saved', live: false },
          { version: 6, at: '2026-03-09T08:30:00.000Z', by: 'Max Richter', kind: 'published', live: true },
        ],
      },
      { views: [aView({ draft, published: live })] },
    )
    await user.click(await screen.findByRole('button', { name: /^Compare the state/ }))
    expect(await screen.findByText('Beep before answers')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Restore as draft' }))
    expect(await screen.findByText(/is the draft now/)).toBeTruthy()
    expect(fake.view(SERVICE_ID).draft.telephony.beep).toBe(false)
    expect(posted(fake.calls, 'POST')).toEqual([{ version: 7 }])
  })
})
