import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { prepareApp } from '../reports/render-app.tsx'
import { AGENCY, anAccount, HOTLINE } from './fake-server.ts'
import { hidden, showAdministration } from './render-administration.tsx'

// The live connection has tests of its own; here nobody answers at the other end.
vi.mock('../../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })
const row = (name: string) => screen.findByRole('row', { name: new RegExp(name) })
const LIST = `/agencies/${AGENCY.id}/accounts`

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

describe('the menu of the administration (DX-ADMIN-01)', () => {
  it('leads to the lists, to what applies to all, and to the agency’s own people (DX-ADMIN-05)', async () => {
    await showAdministration('/administration')
    const menu = await screen.findByRole('navigation', { name: 'Administration' })
    const links = within(menu).getAllByRole('link')
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Accounts',
      'Environments',
      'Services',
      'Channels',
      'Policy',
      'Your team',
    ])
    expect(links.at(-1)?.getAttribute('href')).toBe('/studio/members')
  })
})

describe('the accounts', () => {
  it('show their state, and the inactive ones the day on which they are deleted (CVG-CUST-08)', async () => {
    await showAdministration('/administration')
    expect((await row('Muster GmbH')).textContent).toContain('Active')
    expect((await row('Blumen Weber')).textContent).toMatch(
      /Will be deleted on (20 Jan|Jan 20),? 2027.*Inactive/,
    )
    expect(await violations()).toEqual([])
  })

  it('are searched for while typing, once, and the address keeps the words', async () => {
    const { server, host } = await showAdministration('/administration')
    await row('Muster GmbH')
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search by name or reference' }), 'auto')
    await waitFor(() => expect(screen.queryByRole('row', { name: /Muster/ })).toBeNull())
    expect(await row('Autohaus Krüger')).toBeTruthy()
    expect(host.address()).toBe('/administration/accounts?q=auto')
    expect(server.sent('GET', LIST).map(({ query }) => query.get('q'))).toEqual([null, 'auto'])
  })

  it('say so when nothing fits, with the way back', async () => {
    await showAdministration('/administration/accounts?q=nirgends')
    expect(await screen.findByText('Nothing fits “nirgends”')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show everything' }))
    expect(await row('Muster GmbH')).toBeTruthy()
  })

  it('are those of one state when that is chosen', async () => {
    const { host } = await showAdministration('/administration')
    await row('Muster GmbH')
    fireEvent.change(screen.getByRole('combobox', { name: 'State' }), { target: { value: 'inactive' } })
    await waitFor(() => expect(screen.queryByRole('row', { name: /Muster/ })).toBeNull())
    expect(host.address()).toBe('/administration/accounts?state=inactive')
  })

  it('come page by page, each once', async () => {
    const { server } = await showAdministration('/administration', (one) => {
      one.pageSize = 4
    })
    await row('Muster GmbH')
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await row('Zahnwerk Nord')
    expect(screen.getAllByRole('row')).toHaveLength(1 + server.accounts.size)
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('keep what is there when more cannot be loaded, and try again', async () => {
    const { server } = await showAdministration('/administration', (one) => {
      one.pageSize = 4
    })
    await row('Muster GmbH')
    server.interrupt = () => ({ status: 503, code: 'internal_error' })
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await screen.findByText('More could not be loaded.')
    expect(await row('Muster GmbH')).toBeTruthy()
    server.interrupt = undefined
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await row('Zahnwerk Nord')).toBeTruthy()
  })

  it('are gone through with the arrows', async () => {
    await showAdministration('/administration')
    await row('Muster GmbH')
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'ArrowDown' })
    expect(document.activeElement?.textContent).toBe('Muster GmbH')
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' })
    expect(document.activeElement?.textContent).toBe('Blumen Weber')
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowUp' })
    expect(document.activeElement?.textContent).toBe('Muster GmbH')
  })

  it('invite to create the first one', async () => {
    await showAdministration('/administration', (server) => server.accounts.clear())
    expect(await screen.findByText('No customers yet')).toBeTruthy()
  })
})

describe('creating an account', () => {
  async function openDialog() {
    const shown = await showAdministration('/administration')
    await userEvent.click(await screen.findByRole('button', { name: 'Create account' }))
    const dialog = within(await shown.dialog())
    const field = (name: RegExp) => dialog.getByRole('textbox', { name, ...hidden })
    const submit = () => userEvent.click(dialog.getByRole('button', { name: 'Create account', ...hidden }))
    return { ...shown, inDialog: dialog, field, submit }
  }

  it('needs a name (CVG-CUST-03)', async () => {
    const { server, inDialog, submit } = await openDialog()
    await submit()
    expect(inDialog.getByText('Enter a name.')).toBeTruthy()
    expect(server.sent('POST', LIST)).toEqual([])
  })

  it('leads to its page, where the rest is set, and its environment is in the switch (CVG-CUST-02)', async () => {
    const { server, field, submit } = await openDialog()
    fireEvent.change(field(/^Customer’s name/), { target: { value: ' Neu & Söhne ' } })
    fireEvent.change(field(/^Reference/), { target: { value: 'K-1' } })
    await submit()
    await heading('Neu & Söhne')
    expect(server.sent('POST', LIST)[0]?.body).toMatchObject({ name: 'Neu & Söhne', reference: 'K-1' })
    await userEvent.click(screen.getByRole('button', { name: /^Environment: Nordstern/ }))
    expect(await screen.findByRole('option', { name: 'Neu & Söhne', ...hidden })).toBeTruthy()
  })

  it('says when the name is taken, and sends the same request again as the same (idempotency)', async () => {
    const { server, inDialog, field, submit } = await openDialog()
    fireEvent.change(field(/^Customer’s name/), { target: { value: 'Muster GmbH' } })
    await submit()
    expect(await inDialog.findByText('One of your customers already has this name.')).toBeTruthy()
    await submit()
    await waitFor(() => expect(server.sent('POST', LIST)).toHaveLength(2))
    const keys = server.sent('POST', LIST).map(({ body }) => body['idempotencyKey'])
    expect(new Set(keys).size).toBe(1)
  })
})

describe('what belongs to customers', () => {
  it('opens an environment in its Studio (DX-NAV-03)', async () => {
    const { host } = await showAdministration('/administration/environments')
    await userEvent.click(await screen.findByRole('button', { name: 'Muster Österreich' }))
    await screen.findByRole('button', { name: /^Environment: Muster Österreich · Muster GmbH/ })
    expect(host.address()).toMatch(/^\/studio/)
  })

  it('leads from an environment that nobody can enter to its account', async () => {
    const { host } = await showAdministration('/administration/environments')
    await userEvent.click(await screen.findByRole('link', { name: 'Blumen Weber' }))
    await heading('Blumen Weber')
    expect(host.address()).toMatch(/^\/administration\/accounts\//)
  })

  it('opens a service in its environment (DX-ADMIN-04)', async () => {
    const { host } = await showAdministration('/administration/services')
    await userEvent.click(await screen.findByRole('button', { name: 'Hotline' }))
    await screen.findByRole('button', { name: /^Environment: Muster GmbH/ })
    expect(host.steps()).toContain(`/studio/${HOTLINE.id}`)
  })

  it('says which channels do not work, and leads to where they are set up', async () => {
    const { host } = await showAdministration('/administration/channels')
    expect((await row('Telefon Hotline')).textContent).toContain('Failing')
    expect((await row('WhatsApp Hotline')).textContent).toContain('Working')
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Telefon Hotline' }))
    await screen.findByRole('button', { name: /^Environment: Muster GmbH/ })
    expect(host.steps()).toContain(`/studio/${HOTLINE.id}/channels`)
  })

  it('is not there any more for somebody whose access has ended meanwhile', async () => {
    const { server, host } = await showAdministration('/administration/environments', (one) => {
      one.rows.push({ ...one.rows[0]!, id: anAccount(77).id, name: 'Später' })
      one.me = () => ({
        user: { id: anAccount(90).id, email: 'p@example.test', name: 'Petra', locale: null },
        environments: [AGENCY],
        pending: null,
      })
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Später' }))
    expect(await screen.findByText('You have no access to this environment any more.')).toBeTruthy()
    expect(host.address()).toBe('/administration/environments')
    expect(server.sent('GET', `/me/environments/${anAccount(77).id}`)).toHaveLength(1)
  })
})

it('an account that is not theirs says that it cannot be seen', async () => {
  await showAdministration(`/administration/accounts/${anAccount(99).id}`)
  expect(await screen.findByText('This no longer exists, or it is not visible to you.')).toBeTruthy()
})
