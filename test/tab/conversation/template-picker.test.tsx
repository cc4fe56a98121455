import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { sendMessageBody } from '../../../server/contract/http.ts'
import type { ConversationActions } from '../../../tab/src/features/conversation/types.ts'
import { aConversation, aTemplate, closedWindow, fakeActions } from './fixtures.ts'
import { templates } from './gallery/templates.ts'
import { preparePane, renderPane } from './render-pane.tsx'

preparePane()

async function open(actions: Partial<ConversationActions> = {}) {
  const send = vi.fn<ConversationActions['send']>()
  const user = userEvent.setup()
  renderPane({
    conversation: aConversation({ window: closedWindow }),
    actions: fakeActions({ send, templates: () => Promise.resolve(templates), ...actions }),
  })
  await user.click(screen.getByRole('button', { name: 'Choose template' }))
  const dialog = await screen.findByRole('dialog')
  return { send, user, dialog, in: within(dialog) }
}

describe('the template picker (DX-WA-05)', () => {
  it("begins with the customer's language and chooses what can be sent", async () => {
    const picker = await open()
    await picker.in.findByRole('listbox')
    expect((await picker.in.findByRole<HTMLSelectElement>('combobox', { name: 'Language' })).value).toBe('de')
    const options = picker.in.getAllByRole('option').filter((option) => option.hasAttribute('data-template'))
    expect(options.every((option) => option.getAttribute('aria-label')?.includes('German'))).toBe(true)
    expect(picker.in.getByRole('option', { selected: true, name: /Approved$/ })).toBeTruthy()
  })

  it('says of templates that cannot be sent why, and does not send them (DX-WA-03)', async () => {
    const { user, send, in: dialog } = await open()
    const paused = await dialog.findByRole('option', { name: 'Feedback request, German, Paused' })
    expect(paused.getAttribute('aria-disabled')).toBe('true')
    await user.click(paused)
    expect(dialog.getByText(/has paused it because customers complained/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Send template' }))
    expect(send).not.toHaveBeenCalled()
  })

  it('fills in the name, shows the preview, goes on with Enter and sends with Ctrl and Enter', async () => {
    const { user, send, in: dialog } = await open()
    await user.click(await dialog.findByRole('option', { name: /^Order shipped/ }))
    expect(dialog.getByRole('figure').textContent).toContain('Hallo Maria Rossi')
    const [heading, name, day, address] = ['Heading: 1', 'Text: 1', 'Text: 2', /End of the address/].map(
      (label) => dialog.getByRole<HTMLInputElement>('textbox', { name: label }),
    )
    expect(name?.value).toBe('Maria Rossi')
    await user.type(heading!, '4711{Enter}')
    expect(document.activeElement).toBe(name)
    await user.type(day!, 'Friday{Enter}')
    expect(document.activeElement).toBe(address)
    await user.type(address!, '4711{Control>}{Enter}{/Control}')
    const [draft, preview] = send.mock.calls[0] ?? []
    expect(draft).toMatchObject({
      template: {
        name: 'order_shipped',
        language: 'de',
        parameters: {
          header: { '1': '4711' },
          body: { '1': 'Maria Rossi', '2': 'Friday' },
          buttons: { '0': '4711' },
        },
      },
    })
    expect(sendMessageBody.safeParse(draft).success).toBe(true)
    expect(preview?.text).toContain('Hallo Maria Rossi')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('says what is missing and goes there', async () => {
    const { user, send, in: dialog } = await open()
    await user.click(await dialog.findByRole('option', { name: /^Order shipped/ }))
    await user.click(dialog.getByRole('button', { name: 'Send template' }))
    expect(send).not.toHaveBeenCalled()
    expect(dialog.getByText('3 values are still missing or wrong')).toBeTruthy()
    expect(document.activeElement).toBe(dialog.getByRole('textbox', { name: 'Heading: 1' }))
  })

  it('sends a template without values without parameters', async () => {
    const { user, send, in: dialog } = await open()
    await user.click(await dialog.findByRole('option', { name: /^Callover invitation/ }))
    await user.click(dialog.getByRole('button', { name: 'Send template' }))
    expect(send.mock.calls[0]?.[0].template).toEqual({ name: 'callover_invitation', language: 'de' })
  })

  it('puts what was sent last on top', async () => {
    const first = await open()
    await first.user.click(await first.in.findByRole('option', { name: /^Callover invitation/ }))
    await first.user.click(first.in.getByRole('button', { name: 'Send template' }))
    await first.user.click(screen.getByRole('button', { name: 'Choose template' }))
    const recent = await screen.findByRole('group', { name: 'Recent' })
    expect(within(recent).getByRole('option').getAttribute('aria-label')).toContain('Callover invitation')
  })

  it('searches, and says when nothing matches', async () => {
    const { user, in: dialog } = await open()
    await dialog.findByRole('listbox')
    await user.type(dialog.getByRole('textbox', { name: 'Search templates' }), 'xyz')
    expect(dialog.getByText('No template matches')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Clear filters' }))
    expect(dialog.getByRole('listbox')).toBeTruthy()
  })

  it('has words for an empty list and for one that cannot be loaded', async () => {
    let tries = 0
    const { user, in: dialog } = await open({
      templates: () => ((tries += 1) === 1 ? Promise.reject(new Error('no')) : Promise.resolve([])),
    })
    await user.click(await dialog.findByRole('button', { name: 'Try again' }))
    expect(await dialog.findByText('There are no templates yet')).toBeTruthy()
  })

  it('asks the provider again', async () => {
    const load = vi.fn<ConversationActions['templates']>(() => Promise.resolve([aTemplate()]))
    const { user, in: dialog } = await open({ templates: load })
    await dialog.findByRole('listbox')
    await user.click(dialog.getByRole('button', { name: 'Fetch templates from WhatsApp again' }))
    expect(load.mock.calls.at(-1)).toEqual([true])
  })
})
