import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aMember, anEnvironment, serveEnvironment, type Environment } from './fake-environment.ts'
import { prepareStudio, showStudio, violations } from './render-studio.tsx'

prepareStudio()

async function showMembers(change: Partial<Environment> = {}) {
  const environment = anEnvironment(change)
  const shown = await showStudio({
    roles: ['environmentManager'],
    at: '/studio/members',
    prepare: (fake) => serveEnvironment(fake, environment),
  })
  await screen.findByRole('heading', { name: 'People' })
  return { ...shown, environment, user: userEvent.setup({ delay: null }) }
}

const row = (name: string) => screen.getByRole('heading', { level: 3, name }).closest('li')!

describe('members', () => {
  it('are listed with own and inherited roles, how they sign in and when they were last here (DX-MEM-01, DX-MEM-12)', async () => {
    await showMembers()
    expect(row('Max Richter').textContent).toContain('Environment manager')
    expect(row('Max Richter').textContent).toContain('Two-factor')
    expect(row('Max Richter').textContent).toContain('Microsoft')
    expect(row('Jörg Weiß').textContent).toContain('Supervisor (agency)')
    expect(row('Jörg Weiß').textContent).toContain('Never signed in')
    expect(row('Paula Winter').textContent).toContain('You')
    expect(await violations()).toEqual([])
  })

  it('get other roles here', async () => {
    const { fake, user } = await showMembers()
    await user.click(screen.getByRole('button', { name: 'Actions for Max Richter' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Edit roles' }))
    await user.click(screen.getByRole('checkbox', { name: /^Analyst/ }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Roles of Max Richter saved')).toBeTruthy()
    expect(fake.calls.find(({ key }) => key.startsWith('PUT'))?.body).toEqual({
      roles: ['analyst', 'producer', 'environmentManager'],
    })
    await waitFor(() => expect(row('Max Richter').textContent).toContain('Analyst'))
  })

  it('always keep one who manages the environment', async () => {
    const { environment, user } = await showMembers({
      members: [aMember(0, { ownRoles: ['environmentManager'] })],
    })
    await user.click(screen.getByRole('button', { name: 'Actions for Max Richter' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }))
    await user.click(screen.getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText(/Nobody would be left/)).toBeTruthy()
    expect(environment.members).toHaveLength(1)
  })

  it('who have lost their second factor get it reset, with a warning first (DX-SEC-03)', async () => {
    const { fake, user } = await showMembers()
    await user.click(screen.getByRole('button', { name: 'Actions for Jörg Weiß' }))
    await screen.findByRole('menuitem', { name: 'Give roles here' })
    expect(screen.queryByRole('menuitem', { name: 'Reset second factor' })).toBeNull()
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: 'Actions for Max Richter' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Reset second factor' }))
    expect(screen.getByText(/make sure that it is really Max Richter/)).toBeTruthy()
    expect(fake.calls.some(({ key }) => key.startsWith('DELETE'))).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Reset' }))
    expect(await screen.findByText('Max Richter can set up another second factor')).toBeTruthy()
    await waitFor(() => expect(row('Max Richter').textContent).not.toContain('Two-factor'))
  })

  it('cannot remove themselves', async () => {
    const { user } = await showMembers()
    await user.click(screen.getByRole('button', { name: 'Actions for Paula Winter' }))
    await screen.findByRole('menuitem', { name: 'Edit roles' })
    expect(screen.queryByRole('menuitem', { name: 'Remove' })).toBeNull()
  })
})

describe('invitations', () => {
  it('go out by e-mail to one address with roles, and wait in a list (DX-MEM-02, DX-MEM-03)', async () => {
    const { fake, user } = await showMembers()
    await user.click(screen.getByRole('button', { name: 'Invite' }))
    await user.type(screen.getByRole('textbox', { name: 'Business e-mail address' }), 'Neu@Muster.example')
    await user.click(screen.getByRole('checkbox', { name: /^Producer/ }))
    await user.click(screen.getByRole('button', { name: 'Send invitation' }))
    expect(await screen.findByText('Invitation sent to neu@muster.example')).toBeTruthy()
    expect(fake.calls.find(({ key }) => key.startsWith('POST'))?.body).toEqual({
      email: 'neu@muster.example',
      roles: ['agent', 'producer'],
      sendMail: true,
    })
    expect(await screen.findByRole('heading', { level: 3, name: 'neu@muster.example' })).toBeTruthy()
  })

  it('show their link once when no e-mail was sent', async () => {
    const { user } = await showMembers({ mails: false })
    await user.click(screen.getByRole('button', { name: 'Invite' }))
    await user.type(screen.getByRole('textbox', { name: 'Business e-mail address' }), 'neu@muster.example')
    await user.click(screen.getByRole('button', { name: 'Send invitation' }))
    expect(await screen.findByText(/welcome#invitation=inv_/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy invitation link' })).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.getByText(/welcome#invitation=inv_/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'I have copied it' }))
    await waitFor(() => expect(screen.queryByText(/welcome#invitation=inv_/)).toBeNull())
  })

  it('are not sent to no address, nor to a member', async () => {
    const { fake, user } = await showMembers()
    await user.click(screen.getByRole('button', { name: 'Invite' }))
    const field = screen.getByRole('textbox', { name: 'Business e-mail address' })
    await user.type(field, 'nobody')
    await user.click(screen.getByRole('button', { name: 'Send invitation' }))
    expect(await screen.findByText('This is no complete e-mail address.')).toBeTruthy()
    await user.clear(field)
    await user.type(field, 'person0@muster.example')
    expect(await screen.findByText(/They work here already/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send invitation' }))
    expect(fake.calls.some(({ key }) => key.startsWith('POST'))).toBe(false)
  })

  it('can be renewed and withdrawn', async () => {
    const { environment, user } = await showMembers({
      invitations: [
        {
          id: 'f'.repeat(24),
          email: 'neu@muster.example',
          roles: ['agent'],
          invitedBy: 'Max Richter',
          invitedAt: '2026-03-01T10:00:00.000Z',
          expiresAt: '2026-03-08T10:00:00.000Z',
          state: 'expired',
          sentBy: 'mail',
        },
      ],
    })
    expect(within(row('neu@muster.example')).getByText('Expired')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /Actions for the invitation/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'Create new link' }))
    await user.click(await screen.findByRole('button', { name: 'I have copied it' }))
    await user.click(screen.getByRole('button', { name: /Actions for the invitation/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'Withdraw' }))
    await user.click(screen.getByRole('button', { name: 'Withdraw' }))
    await waitFor(() => expect(environment.invitations).toEqual([]))
    await waitFor(() => expect(screen.queryByText('neu@muster.example')).toBeNull())
  })
})
