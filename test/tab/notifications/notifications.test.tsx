import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import type { Role } from '../../../server/contract/member.ts'
import {
  notificationKind,
  notificationPreferences,
  type NotificationPreferences,
} from '../../../server/contract/teams.ts'
import { anId } from '../reports/fixtures.ts'
import { prepareApp, renderApp } from '../reports/render-app.tsx'

// The live connection has tests of its own; here nobody answers at the other end.
vi.mock('../../../tab/src/api/socket.ts', () => ({
  openLive: () => ({ open() {}, typing() {}, wake() {}, close() {} }),
}))

prepareApp()

const hidden = { hidden: true }
const HOTLINE = { id: anId(61), name: 'Hotline' }
const RETURNS = { id: anId(62), name: 'Returns' }
const usual: NotificationPreferences = {
  availability: 'available',
  kinds: [...notificationKind.options],
  serviceIds: null,
  quietHours: null,
}
const channel = (service: typeof HOTLINE, index: number) => ({
  id: anId(70 + index),
  name: 'wa',
  kind: 'whatsapp',
  service,
  address: '+49301234567',
  health: { state: 'working', since: null, platformCode: null, lastInboundAt: null },
})

interface ShowOptions {
  roles?: Role[]
  elsewhere?: Role[]
  width?: number
  preferences?: Partial<NotificationPreferences>
  services?: (typeof HOTLINE)[]
}

/** The app with its dialogue open, before a server that keeps the preferences. */
async function show({
  roles = ['agent'],
  elsewhere,
  width,
  preferences,
  services = [HOTLINE, RETURNS],
}: ShowOptions = {}) {
  const state = { kept: { ...usual, ...preferences }, fails: 0, saved: [] as NotificationPreferences[] }
  await renderApp({
    roles,
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(width === undefined ? {} : { width }),
    answers: {
      channels: () => ({ items: [...services, HOTLINE].map(channel) }),
      notifications: () => state.kept,
    },
  })
  const answerAll = globalThis.fetch
  vi.stubGlobal('fetch', (url: string, init: { method?: string; body?: string } = {}) => {
    if (init.method !== 'PUT') return answerAll(url, init)
    if (state.fails > 0) {
      state.fails -= 1
      return Promise.resolve(new Response('', { status: 503 }))
    }
    state.kept = notificationPreferences.parse(JSON.parse(init.body ?? ''))
    state.saved.push(state.kept)
    return Promise.resolve(Response.json(state.kept))
  })
  const user = userEvent.setup()
  await user.click(
    await screen.findByRole('button', { name: width === undefined ? /settings and sign-out/ : 'You' }),
  )
  await user.click(await screen.findByRole('menuitem', { name: 'Notifications in Teams' }))
  // Without a layout the focus cannot enter it here, and one without the focus counts as hidden and nameless.
  const dialog = await screen.findByRole('dialog', hidden)
  return { state, user, dialog: within(dialog) }
}

const last = (list: readonly NotificationPreferences[]) => list.at(-1)

describe('what somebody is told about in Teams', () => {
  it('is what the server has, and every change is saved at once', async () => {
    const { state, user, dialog } = await show({ preferences: { kinds: ['waiting', 'failed'] } })
    const waiting = await dialog.findByRole('switch', { name: 'A customer is waiting', ...hidden })
    const mentioned = dialog.getByRole('switch', { name: 'A note names you', ...hidden })
    expect([waiting, mentioned].map((one) => (one as HTMLInputElement).checked)).toEqual([true, false])
    await user.click(mentioned)
    expect(await dialog.findByText('Saved')).toBeTruthy()
    expect(last(state.saved)).toEqual({ ...usual, kinds: ['waiting', 'mentioned', 'failed'] })
    await user.click(dialog.getByRole('radio', { name: 'Away', ...hidden }))
    await waitFor(() => expect(last(state.saved)?.availability).toBe('away'))
    expect(dialog.getByText(/only of what concerns you alone/)).toBeTruthy()
  })

  it('says when nothing is switched on', async () => {
    const { user, dialog } = await show({ preferences: { kinds: ['waiting'] } })
    await user.click(await dialog.findByRole('switch', { name: 'A customer is waiting', ...hidden }))
    expect(dialog.getByText(/Nothing is switched on/)).toBeTruthy()
  })

  it('is as before when it cannot be saved, and can be tried again', async () => {
    const { state, user, dialog } = await show()
    const failed = await dialog.findByRole<HTMLInputElement>('switch', {
      name: 'Your message was not delivered',
      ...hidden,
    })
    state.fails = 1
    await user.click(failed)
    expect((await dialog.findByRole('alert', hidden)).textContent).toContain('Not saved.')
    expect(failed.checked).toBe(true)
    await user.click(dialog.getByRole('button', { name: 'Try again', ...hidden }))
    expect(await dialog.findByText('Saved')).toBeTruthy()
    expect(last(state.saved)?.kinds).not.toContain('failed')
    expect(failed.checked).toBe(false)
  })

  it('is asked for anew whenever it is looked at, as the bot changes it as well', async () => {
    const { state, user, dialog } = await show()
    await user.click(await dialog.findByRole('button', { name: 'Close', ...hidden }))
    await waitFor(() => expect(screen.queryByRole('dialog', hidden)).toBeNull())
    state.kept = { ...usual, availability: 'away' }
    await user.click(screen.getByRole('button', { name: /settings and sign-out/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'Notifications in Teams' }))
    const away = await screen.findByRole<HTMLInputElement>('radio', { name: 'Away', ...hidden })
    expect(away.checked).toBe(true)
  })

  it('has nothing that assistive technology would stumble over', async () => {
    await show({
      preferences: { serviceIds: [HOTLINE.id], quietHours: { from: '20:00', to: '07:00', timeZone: 'UTC' } },
    })
    await screen.findByRole('combobox', { name: 'Time zone', ...hidden })
    const { violations } = await axe.run(screen.getByRole('dialog', hidden), {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id }) => id)).toEqual([])
  })
})

describe('services', () => {
  it('are all, or those that are chosen; those of elsewhere stay chosen', async () => {
    const elsewhere = anId(99)
    const { state, user, dialog } = await show({ preferences: { serviceIds: [elsewhere, HOTLINE.id] } })
    await user.click(await dialog.findByRole('checkbox', { name: 'Returns', ...hidden }))
    await waitFor(() => expect(last(state.saved)?.serviceIds).toEqual([elsewhere, HOTLINE.id, RETURNS.id]))
    await user.click(dialog.getByRole('checkbox', { name: 'Hotline', ...hidden }))
    await waitFor(() => expect(last(state.saved)?.serviceIds).toEqual([elsewhere, RETURNS.id]))
    await user.click(dialog.getByRole('radio', { name: 'All services', ...hidden }))
    await waitFor(() => expect(last(state.saved)?.serviceIds).toBeNull())
    expect(dialog.queryByRole('checkbox', hidden)).toBeNull()
    await user.click(dialog.getByRole('radio', { name: 'Only these', ...hidden }))
    await waitFor(() => expect(last(state.saved)?.serviceIds).toEqual([HOTLINE.id, RETURNS.id]))
  })

  it('say what it means when none is chosen', async () => {
    const { dialog } = await show({ preferences: { serviceIds: [] } })
    expect(await dialog.findByText(/None is chosen/)).toBeTruthy()
  })

  it('leave nothing to choose where there is only one', async () => {
    const { dialog } = await show({ services: [HOTLINE] })
    await dialog.findByRole('switch', { name: 'A customer is waiting', ...hidden })
    expect(dialog.queryByRole('radio', { name: 'All services', ...hidden })).toBeNull()
  })

  it('are named by environment where there are several', async () => {
    const { dialog } = await show({ elsewhere: ['operator'], preferences: { serviceIds: [] } })
    expect(await dialog.findByRole('group', { name: 'Muster Österreich', ...hidden })).toBeTruthy()
  })
})

describe('quiet hours', () => {
  const kept = { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' }
  const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name, ...hidden })

  it('begin with the zone of this device, and are remembered while they are off', async () => {
    const { state, user, dialog } = await show()
    const quiet = await dialog.findByRole('switch', { name: 'Send nothing at certain times', ...hidden })
    await user.click(quiet)
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    await waitFor(() =>
      expect(last(state.saved)?.quietHours).toEqual({ from: '20:00', to: '07:00', timeZone }),
    )
    expect(dialog.getByText('Until 07:00 the next day.')).toBeTruthy()
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Time zone', ...hidden }), 'Asia/Tokyo')
    await waitFor(() => expect(last(state.saved)?.quietHours?.timeZone).toBe('Asia/Tokyo'))
    await user.click(quiet)
    await waitFor(() => expect(last(state.saved)?.quietHours).toBeNull())
    await user.click(quiet)
    await waitFor(() => expect(last(state.saved)?.quietHours?.timeZone).toBe('Asia/Tokyo'))
  })

  it('are saved when a time is whole, not with every key', async () => {
    const { state, user, dialog } = await show({ preferences: { quietHours: kept } })
    await dialog.findByRole('textbox', { name: 'From', ...hidden })
    await user.clear(field('From'))
    await user.type(field('From'), '2230')
    expect(state.saved).toEqual([])
    fireEvent.blur(field('From'))
    await waitFor(() => expect(state.saved).toEqual([{ ...usual, quietHours: { ...kept, from: '22:30' } }]))
    await user.type(field('To'), '{ArrowUp}')
    await waitFor(() => expect(last(state.saved)?.quietHours?.to).toBe('07:15'))
  })

  it('do not take what is no time', async () => {
    const { state, user, dialog } = await show({ preferences: { quietHours: kept } })
    await dialog.findByRole('textbox', { name: 'From', ...hidden })
    await user.clear(field('From'))
    await user.type(field('From'), '99')
    fireEvent.blur(field('From'))
    expect(await dialog.findByText('Write a time such as 22:30.')).toBeTruthy()
    expect(state.saved).toEqual([])
  })

  it('are saved as well when the dialogue is closed from within the field', async () => {
    const { state, user, dialog } = await show({ preferences: { quietHours: kept } })
    await dialog.findByRole('textbox', { name: 'To', ...hidden })
    await user.clear(field('To'))
    await user.type(field('To'), '6{Escape}')
    await waitFor(() => expect(last(state.saved)?.quietHours?.to).toBe('06:00'))
  })

  it('may last all day, which is said', async () => {
    const { dialog } = await show({ preferences: { quietHours: { ...kept, to: '20:00' } } })
    expect(await dialog.findByText(/All day/)).toBeTruthy()
  })
})

describe('the way to them', () => {
  it('is there for those who set services up, who hear of nothing else', async () => {
    const { dialog } = await show({ roles: ['producer'] })
    expect(
      await dialog.findByRole('switch', { name: 'A service cannot invite callers', ...hidden }),
    ).toBeTruthy()
    expect(dialog.queryByRole('switch', { name: 'A customer is waiting', ...hidden })).toBeNull()
  })

  it('is there on a phone', async () => {
    const { dialog } = await show({ width: 400 })
    expect(await dialog.findByRole('switch', { name: 'A customer is waiting', ...hidden })).toBeTruthy()
  })

  it('is not there for those whom nothing concerns', async () => {
    await renderApp({ roles: ['analyst'] })
    await userEvent.click(await screen.findByRole('button', { name: /settings and sign-out/ }))
    expect(await screen.findByRole('menuitem', { name: 'Sign out' })).toBeTruthy()
    expect(screen.queryByRole('menuitem', { name: 'Notifications in Teams' })).toBeNull()
  })
})
