import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { prepareApp } from '../reports/render-app.tsx'
import { AGENCY, CENTRAL, MUSTER, ORDER, WEBER } from './fake-server.ts'
import { hidden, showAdministration } from './render-administration.tsx'

// The live connection has tests of its own; here nobody answers at the other end.
vi.mock('../../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

const PUT = `/accounts/${MUSTER.id}`
const path = `/administration${PUT}`
const nameField = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' })
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.getElementById('main')!, {
    rules: { 'color-contrast': { enabled: false } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

describe('an account', () => {
  it('is saved as a whole, on top of the version that was opened (CVG-CUST-05)', async () => {
    const { server } = await showAdministration(path)
    type(await nameField(), 'Muster AG')
    fireEvent.click(screen.getByRole('switch', { name: 'Demand a second factor' }))
    fireEvent.click(screen.getByRole('switch', { name: 'Recording calls' }))
    expect(screen.getByText('3 changes not saved')).toBeTruthy()
    expect(await violations()).toEqual([])
    await press('Save')
    expect(await screen.findByText('Saved.')).toBeTruthy()
    expect(server.sent('PUT', PUT).map(({ body }) => body)).toEqual([
      {
        version: MUSTER.version,
        name: 'Muster AG',
        reference: 'K-20817',
        retentionDays: null,
        twoFactorRequired: true,
        entraTenants: MUSTER.entraTenants,
        policy: { recording: false },
      },
    ])
    expect(screen.queryByText(/not saved/)).toBeNull()
  })

  it('keeps conversations for ever or for days, and says what that means (DX-RET-02, DX-RET-04)', async () => {
    const { server } = await showAdministration(path)
    expect(await screen.findByText('Nothing is ever deleted by itself.')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'For a number of days' }))
    type(screen.getByRole('textbox', { name: /^Days/ }), '30')
    expect(screen.getByText(/deleted 30 days after they arrived/)).toBeTruthy()
    expect(screen.getByText(/cannot be undone/)).toBeTruthy()
    await press('Save')
    await screen.findByText('Saved.')
    expect(server.sent('PUT', PUT)[0]?.body).toMatchObject({ retentionDays: 30 })
    expect(screen.queryByText(/cannot be undone/)).toBeNull()
  })

  it('is not saved with days that are none', async () => {
    const { server } = await showAdministration(path)
    await nameField()
    fireEvent.click(screen.getByRole('radio', { name: 'For a number of days' }))
    type(screen.getByRole('textbox', { name: /^Days/ }), '0')
    await press('Save')
    expect(screen.getByText('Enter a whole number from 1 to 36,500.')).toBeTruthy()
    expect(screen.getByText('One entry needs your attention')).toBeTruthy()
    expect(server.sent('PUT', PUT)).toEqual([])
  })

  it('says when another customer has the name', async () => {
    const { server } = await showAdministration(path)
    type(await nameField(), 'Blumen Weber')
    server.interrupt = ({ method }) => (method === 'PUT' ? { status: 409, code: 'conflict' } : undefined)
    await press('Save')
    expect(await screen.findByText('One of your customers already has this name.')).toBeTruthy()
    expect((await nameField()).value).toBe('Blumen Weber')
  })

  it('lists the organisations whose people may sign in, each once', async () => {
    const { server } = await showAdministration(path)
    const field = await screen.findByRole('textbox', { name: 'Tenant id' })
    type(field, 'muster.onmicrosoft.com')
    await press('Add')
    expect(screen.getByText(/^This is no tenant id/)).toBeTruthy()
    type(field, MUSTER.entraTenants[0]!.toUpperCase())
    await press('Add')
    expect(screen.getByText('This organisation is already in the list.')).toBeTruthy()
    type(field, '{11111111-2222-4333-8444-ABCDEFABCDEF}')
    await press('Add')
    await press(`Remove ${MUSTER.entraTenants[0]}`)
    await press('Save')
    await screen.findByText('Saved.')
    expect(server.sent('PUT', PUT)[0]?.body['entraTenants']).toEqual(['11111111-2222-4333-8444-abcdefabcdef'])
  })
})

describe('somebody else who was faster', () => {
  async function collide() {
    const shown = await showAdministration(path)
    type(await nameField(), 'Muster AG')
    fireEvent.click(screen.getByRole('switch', { name: 'Demand a second factor' }))
    shown.server.change(MUSTER.id, { name: 'Muster Holding', retentionDays: 365 })
    await press('Save')
    const dialog = within(await screen.findByRole('alertdialog', hidden))
    return { ...shown, dialog }
  }

  it('is not overwritten: the difference is shown, and what both have changed is decided', async () => {
    const { server, dialog } = await collide()
    expect(dialog.getByText('Muster Holding')).toBeTruthy()
    expect(dialog.getByText('365 days')).toBeTruthy()
    expect(dialog.getByRole('button', { name: '1 decision left', ...hidden })).toBeTruthy()
    fireEvent.click(dialog.getByRole('radio', { name: /^Keep mine/, ...hidden }))
    await userEvent.click(dialog.getByRole('button', { name: 'Save', ...hidden }))
    expect(await screen.findByText('Saved.')).toBeTruthy()
    expect(server.accounts.get(MUSTER.id)).toMatchObject({
      name: 'Muster AG',
      retentionDays: 365,
      twoFactorRequired: true,
      version: MUSTER.version + 2,
    })
  })

  it('can be taken over as a whole', async () => {
    const { server, dialog } = await collide()
    await userEvent.click(dialog.getByRole('button', { name: 'Discard mine', ...hidden }))
    await waitFor(async () => expect((await nameField()).value).toBe('Muster Holding'))
    expect(screen.queryByText(/not saved/)).toBeNull()
    expect(server.sent('PUT', PUT)).toHaveLength(1)
  })

  it('can wait: what I have typed stays, and saving asks again', async () => {
    const { dialog } = await collide()
    await userEvent.click(dialog.getByRole('button', { name: 'Look again first', ...hidden }))
    await waitFor(() => expect(screen.queryByRole('alertdialog', hidden)).toBeNull())
    expect((await nameField()).value).toBe('Muster AG')
    await press('Save')
    expect(await screen.findByRole('alertdialog', hidden)).toBeTruthy()
  })
})

describe('leaving with changes', () => {
  async function change() {
    const shown = await showAdministration(path)
    type(await nameField(), 'Muster AG')
    return shown
  }
  const inDialog = async (name: string) =>
    userEvent.click(
      within(await screen.findByRole('alertdialog', hidden)).getByRole('button', { name, ...hidden }),
    )

  it('asks, and stays', async () => {
    const { host } = await change()
    await userEvent.click(screen.getByRole('link', { name: 'Environments' }))
    await inDialog('Keep editing')
    expect(host.address()).toBe(path)
    expect((await nameField()).value).toBe('Muster AG')
  })

  it('asks before an environment is opened, and then opens it', async () => {
    const { server } = await change()
    await press('Open Muster Österreich in Studio')
    await inDialog('Save and leave')
    await screen.findByRole('button', { name: /^Environment: Muster Österreich/ })
    expect(server.accounts.get(MUSTER.id)?.name).toBe('Muster AG')
  })

  it('does not ask when nothing is changed any more', async () => {
    const { host } = await change()
    await press('Discard')
    await userEvent.click(screen.getByRole('link', { name: 'Environments' }))
    expect(await screen.findByRole('heading', { name: 'Environments', level: 1 })).toBeTruthy()
    expect(host.address()).toBe('/administration/environments')
  })
})

describe('the end of an account', () => {
  it('needs its name and says when everything is deleted (CVG-CUST-07)', async () => {
    const { server } = await showAdministration(path)
    await nameField()
    await press('Deactivate account')
    const opened = within(await screen.findByRole('alertdialog', hidden))
    expect(opened.getByText(/19 Feb 2027|Feb 19, 2027/)).toBeTruthy()
    const confirm = opened.getByRole('button', { name: 'Deactivate account', ...hidden })
    await userEvent.click(confirm)
    expect(server.sent('POST', `${PUT}/deactivate`)).toEqual([])
    type(opened.getByRole('textbox', { name: 'Type Muster GmbH to confirm', ...hidden }), 'Muster GmbH')
    await userEvent.click(confirm)
    expect(await screen.findByText('This account is inactive')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Deactivate account' })).toBeNull()
    expect((await nameField()).readOnly).toBe(true)
  })

  it('waits until changes are saved or discarded', async () => {
    await showAdministration(path)
    type(await nameField(), 'Muster AG')
    await press('Deactivate account')
    expect(screen.queryByRole('alertdialog', hidden)).toBeNull()
    expect(screen.getByText('Save or discard your changes first.')).toBeTruthy()
  })

  it('can be taken back until then (CVG-CUST-09)', async () => {
    const { server } = await showAdministration(`/administration/accounts/${WEBER.id}`)
    await screen.findByText('This account is inactive')
    await press('Restore account')
    const opened = within(await screen.findByRole('alertdialog', hidden))
    await userEvent.click(opened.getByRole('button', { name: 'Restore account', ...hidden }))
    await waitFor(() => expect(screen.queryByText('This account is inactive')).toBeNull())
    expect(server.accounts.get(WEBER.id)).toMatchObject({ state: 'active', deletionAt: null })
  })
})

describe('what is booked for an environment', () => {
  const ORDERS = `/environments/${CENTRAL.id}/orders`
  async function open() {
    const shown = await showAdministration(path)
    await userEvent.click(await screen.findByRole('button', { name: 'Orders of Muster GmbH' }))
    const list = await screen.findByRole('list', { name: 'Orders of Muster GmbH' })
    return { ...shown, list }
  }

  it('is told with its extension, number, state and services (DX-ORDER-02)', async () => {
    const { list } = await open()
    const [first, second] = within(list).getAllByRole('listitem')
    expect(first?.textContent).toMatch(
      /Hotline Zentrale.*Extension 4711.*No\. A-1009.*Services: Hotline.*Set up/,
    )
    expect(second?.textContent).toMatch(/Smart IVR.*Terminated/)
    expect(within(second!).queryByRole('button')).toBeNull()
    expect(await violations()).toEqual([])
  })

  it('is booked with an extension of digits, once (DX-ORDER-12 to -16)', async () => {
    const { server } = await open()
    await press('Book something for Muster GmbH')
    const opened = within(await screen.findByRole('alertdialog', hidden))
    const submit = opened.getByRole('button', { name: 'Book', ...hidden })
    type(opened.getByRole('textbox', { name: /^Extension/, ...hidden }), '47a')
    await userEvent.click(submit)
    expect(opened.getByText('Enter 1 to 10 digits.')).toBeTruthy()
    type(opened.getByRole('textbox', { name: /^Extension/, ...hidden }), '4713')
    await userEvent.click(submit)
    expect(await screen.findByText('WhatsApp Deflector has been booked.')).toBeTruthy()
    expect(server.sent('POST', ORDERS).map(({ body }) => body)).toMatchObject([
      { product: 'whatsapp-deflector', extension: '4713', name: '', reference: null, startsOn: null },
    ])
  })

  it('says when the extension is taken or of another length (DX-ORDER-14)', async () => {
    const { server } = await open()
    server.interrupt = ({ method }) =>
      method === 'POST'
        ? { status: 400, code: 'invalid_input', issues: [{ path: 'extension', message: 'no' }] }
        : undefined
    await press('Book something for Muster GmbH')
    const opened = within(await screen.findByRole('alertdialog', hidden))
    type(opened.getByRole('textbox', { name: /^Extension/, ...hidden }), '47')
    await userEvent.click(opened.getByRole('button', { name: 'Book', ...hidden }))
    expect(await opened.findByText(/^This extension is taken, or not as long/)).toBeTruthy()
  })

  it('ends with its services, which is said before (DX-ORDER-05)', async () => {
    const { server, list } = await open()
    await press('Terminate Hotline Zentrale')
    const opened = within(await screen.findByRole('alertdialog', hidden))
    expect(opened.getByText(/^Hotline ends with it at once/)).toBeTruthy()
    await userEvent.click(opened.getByRole('button', { name: 'Terminate', ...hidden }))
    await waitFor(() => expect(within(list).queryByRole('button')).toBeNull())
    expect(server.orders.find(({ id }) => id === ORDER.id)?.state).toBe('terminated')
  })
})

it('another environment is added for a division (DX-ORG-08)', async () => {
  const { server } = await showAdministration(path)
  await nameField()
  await press('Add environment')
  const opened = within(await screen.findByRole('alertdialog', hidden))
  type(opened.getByRole('textbox', { name: /^Name/, ...hidden }), 'Muster Schweiz')
  await userEvent.click(opened.getByRole('button', { name: 'Add environment', ...hidden }))
  expect(await screen.findByRole('heading', { name: 'Muster Schweiz' })).toBeTruthy()
  expect(server.sent('POST', `${PUT}/environments`)[0]?.body).toMatchObject({ name: 'Muster Schweiz' })
})

describe('what applies to all customers', () => {
  it('is saved on top of the version that was opened, and merged when somebody else was faster (CVG-HIER-02)', async () => {
    const { server } = await showAdministration('/administration/policy')
    fireEvent.click(await screen.findByRole('switch', { name: 'Recording calls' }))
    server.agencyPolicy = {
      version: 2,
      policy: {
        ...server.agencyPolicy.policy,
        own: { ...server.agencyPolicy.policy.own, outboundCalls: false },
      },
    }
    await press('Save')
    const opened = within(await screen.findByRole('alertdialog', hidden))
    await userEvent.click(opened.getByRole('button', { name: 'Save', ...hidden }))
    await screen.findByText('Saved.')
    expect(server.sent('PUT', `/agencies/${AGENCY.id}/policy`).at(-1)?.body).toEqual({
      version: 2,
      policy: { anonymiseNumbers: true, recordingDays: 30, recording: false, outboundCalls: false },
    })
  })
})
