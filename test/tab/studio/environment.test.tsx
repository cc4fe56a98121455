import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { anEnvironment, serveEnvironment, type Environment } from './fake-environment.ts'
import { aBusyEnvironment } from './gallery/busy-environment.ts'
import { prepareStudio, showStudio, violations } from './render-studio.tsx'

prepareStudio()

async function show(at: string, environment: Environment = anEnvironment()) {
  const shown = await showStudio({
    roles: ['environmentManager'],
    at,
    prepare: (fake) => serveEnvironment(fake, environment),
  })
  return { ...shown, environment, user: userEvent.setup({ delay: null }) }
}

describe('settings of an environment', () => {
  it('are saved together, and what partners have decided can only be read (DX-NAV-07, DX-RET-03)', async () => {
    const { environment, user } = await show('/studio/settings')
    const field = await screen.findByRole('textbox', { name: 'Name' })
    expect(screen.getByText('after 365 days')).toBeTruthy()
    expect(await violations()).toEqual([])
    await user.clear(field)
    await user.type(field, 'Muster Süd')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(environment.settings.name).toBe('Muster Süd'))
    expect(environment.settings.version).toBe(5)
  })
})

describe('the audit log', () => {
  it('tells in words what was changed, by whom and from where, and shows older entries on request (DX-AUDIT-01, -02)', async () => {
    const { user } = await show('/studio/audit-log', aBusyEnvironment())
    const entry = (await screen.findByRole('heading', { name: 'Member “Jörg Weiß” changed' })).closest('li')!
    expect(entry.textContent).toContain('Paula Winter')
    expect(entry.textContent).toContain('203.0.113.7')
    expect(entry.textContent).toContain('Before: Agent')
    expect(entry.textContent).toContain('After: Agent, Producer')
    expect(screen.getByText('Prompts › German › Welcome')).toBeTruthy()
    expect(await violations()).toEqual([])
    expect(entry.textContent).not.toContain('carried out')
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await screen.findByRole('heading', { name: 'Channel “+49 30 23125010” created' })).toBeTruthy()
    expect(screen.getByText('Callover itself')).toBeTruthy()
  })

  it('says of what a crash cut short that nobody knows, and names the provisioning file', async () => {
    await show('/studio/audit-log?object=environment', aBusyEnvironment())
    const heading = await screen.findByRole('heading', { name: 'Environment “Muster GmbH” changed' })
    expect(heading.closest('li')?.textContent).toContain('Provisioning file')
    expect(heading.closest('li')?.textContent).toContain('Not known whether it was carried out')
  })

  it('keeps its filter in the address', async () => {
    const { host } = await show('/studio/audit-log?object=channel&from=never', aBusyEnvironment())
    expect(await screen.findByRole('heading', { name: /^Channel/ })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: /^Member “/ })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Reset' }))
    expect(host.address()).toBe('/studio/audit-log')
    expect(await screen.findByRole('heading', { name: /^Member “/ })).toBeTruthy()
  })
})

describe('integrations', () => {
  it('show a key once and revoke it only after a question', async () => {
    const { environment, user } = await show('/studio/integrations')
    await user.click(await screen.findByRole('button', { name: 'Create API key' }))
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'ERP')
    await user.click(screen.getByRole('button', { name: 'Create key' }))
    expect(await screen.findByText('cok_4f2aSecretOnce')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'I have copied it' }))
    await waitFor(() => expect(screen.queryByText('cok_4f2aSecretOnce')).toBeNull())
    await user.click(screen.getByRole('button', { name: 'Revoke ERP' }))
    expect(environment.apiKeys).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Revoke' }))
    await waitFor(() => expect(environment.apiKeys).toEqual([]))
  })

  it('tell that a webhook was switched off, and switch it on again', async () => {
    const { environment, user } = await show('/studio/integrations', aBusyEnvironment())
    expect(await screen.findByText(/Switched off after failing/)).toBeTruthy()
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: /^Switch on/ }))
    await waitFor(() => expect(environment.webhooks[0]).toMatchObject({ active: true, failingSince: null }))
  })
})

describe('privacy requests', () => {
  it('find the calls of somebody who never became a contact, and erase them when the number was typed again', async () => {
    const { environment, user } = await show('/studio/privacy-requests', {
      ...aBusyEnvironment(),
      contacts: [],
      callers: [
        {
          number: '+4930123456',
          address: '+49 **** ****',
          calls: 12,
          latest: [
            {
              id: 'a'.repeat(24),
              startedAt: '2026-03-09T10:00:00.000Z',
              result: 'refused',
              durationSeconds: 31,
              recordings: 1,
              consent: false,
              words: true,
            },
          ],
        },
      ],
    })
    await user.type(await screen.findByRole('searchbox'), '030 123456')
    await user.click(screen.getByRole('button', { name: 'Search' }))
    expect(await screen.findByText('Wanted no WhatsApp')).toBeTruthy()
    expect(screen.getByText('and 11 earlier calls')).toBeTruthy()
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Delete the calls with +4930123456' }))
    const field = screen.getByRole('textbox', { name: /^Type the number/ })
    await user.type(field, '030999999')
    await user.click(screen.getByRole('button', { name: 'Delete for good' }))
    expect(await screen.findByText('That is another number.')).toBeTruthy()
    expect(environment.callers).toHaveLength(1)
    await user.clear(field)
    await user.type(field, '030123456')
    await user.click(screen.getByRole('button', { name: 'Delete for good' }))
    await waitFor(() => expect(environment.callers).toEqual([]))
    expect(await screen.findByText('2 calls were deleted')).toBeTruthy()
  })

  it('show which recordings a platform has not deleted, and take note of what was done by hand', async () => {
    const { environment, user } = await show('/studio/privacy-requests', {
      ...aBusyEnvironment(),
      leftRecordings: [
        {
          id: 'b'.repeat(24),
          channel: { id: 'c'.repeat(24), name: 'line' },
          provider: 'twilio',
          callAtPlatform: 'CA123',
          startedAt: '2026-03-01T10:00:00.000Z',
          since: '2026-03-02T10:00:00.000Z',
          state: 'given_up',
          attempts: 30,
          lastAttemptAt: '2026-03-09T10:00:00.000Z',
          reason: 'channel_unavailable',
        },
      ],
    })
    expect(await screen.findByText('Twilio, line')).toBeTruthy()
    expect(screen.getByText('Needs you')).toBeTruthy()
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: /^Ask the platform again/ }))
    expect(await screen.findByText('The platform still has it.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'The recording of call CA123 was deleted by hand' }))
    await user.click(screen.getByRole('button', { name: 'It is deleted' }))
    await waitFor(() => expect(environment.leftRecordings).toEqual([]))
  })

  it('erase a contact only when its name was typed again', async () => {
    const { environment, user } = await show('/studio/privacy-requests', aBusyEnvironment())
    await user.type(await screen.findByRole('searchbox'), 'Erika')
    await user.click(screen.getByRole('button', { name: 'Search' }))
    await user.click(await screen.findByRole('button', { name: 'Delete everything about Erika Mustermann' }))
    const field = screen.getByRole('textbox', { name: /^Type Erika/ })
    await user.type(field, 'Erika Muster')
    await user.click(screen.getByRole('button', { name: 'Delete for good' }))
    expect(environment.contacts).toHaveLength(1)
    await user.type(field, 'mann')
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Delete for good' }))
    await waitFor(() => expect(environment.contacts).toEqual([]))
    expect(await screen.findByText('Erika Mustermann was deleted, with 12 messages')).toBeTruthy()
  })
})
