import { describe, expect, it } from 'vitest'
import type { RouteKey } from '../../../server/contract/http.ts'
import type { Role } from '../../../server/contract/member.ts'
import { notificationKind, type NotificationPreferences } from '../../../server/contract/teams.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import type { Api } from '../../../tab/src/api/http.ts'
import { concernedKinds } from '../../../tab/src/features/notifications/concerned-kinds.ts'
import { createPreferencesEditor } from '../../../tab/src/features/notifications/preferences-editor.ts'
import { timeZones } from '../../../tab/src/features/notifications/time-zones.ts'
import { placeOf } from '../../support/people.ts'

const usual: NotificationPreferences = {
  availability: 'available',
  kinds: [...notificationKind.options],
  serviceIds: null,
  quietHours: null,
}

interface Asked {
  body: NotificationPreferences
  answer: () => void
  refuse: (error: ApiError) => void
}

/** An editor whose server answers when it is told to. */
async function openEditor() {
  const asked: Asked[] = []
  const call = (key: RouteKey, { body }: { body?: NotificationPreferences }) =>
    key === 'GET /me/notifications' || body === undefined
      ? Promise.resolve(usual)
      : new Promise((resolve, reject) => {
          asked.push({ body, answer: () => resolve(structuredClone(body)), refuse: reject })
        })
  const editor = createPreferencesEditor({ call } as unknown as Api)
  await editor.load()
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    editor,
    asked,
    answer: (index: number) => {
      asked[index]?.answer()
      return settle()
    },
    refuse: (index: number) => {
      asked[index]?.refuse(new ApiError('offline'))
      return settle()
    },
  }
}

describe('preferences', () => {
  it('show a change at once and are saved as a whole', async () => {
    const { editor, asked, answer } = await openEditor()
    editor.change({ availability: 'away' })
    expect(editor.store.get()).toEqual({
      step: 'ready',
      shown: { ...usual, availability: 'away' },
      saving: 'saving',
    })
    expect(asked.map(({ body }) => body)).toEqual([{ ...usual, availability: 'away' }])
    await answer(0)
    expect(editor.store.get()).toMatchObject({ saving: 'saved' })
  })

  it('send one request at a time, and what came meanwhile together', async () => {
    const { editor, asked, answer } = await openEditor()
    editor.change({ availability: 'away' })
    editor.change({ kinds: [] })
    editor.change({ serviceIds: [] })
    expect(asked).toHaveLength(1)
    await answer(0)
    expect(editor.store.get()).toMatchObject({ saving: 'saving' })
    expect(asked[1]?.body).toEqual({ ...usual, availability: 'away', kinds: [], serviceIds: [] })
    await answer(1)
    expect(asked).toHaveLength(2)
    expect(editor.store.get()).toMatchObject({ saving: 'saved' })
  })

  it('show what counts when saving fails, and can be changed once more', async () => {
    const { editor, asked, answer, refuse } = await openEditor()
    editor.change({ availability: 'away' })
    editor.change({ kinds: ['waiting'] })
    await refuse(0)
    expect(editor.store.get()).toEqual({ step: 'ready', shown: usual, saving: { failed: 'offline' } })
    editor.retry()
    expect(editor.store.get()).toMatchObject({ shown: { availability: 'away', kinds: ['waiting'] } })
    await answer(1)
    expect(asked[1]?.body).toEqual({ ...usual, availability: 'away', kinds: ['waiting'] })
    expect(editor.store.get()).toMatchObject({ saving: 'saved' })
  })

  it('keep what was saved before a failure', async () => {
    const { editor, answer, refuse } = await openEditor()
    editor.change({ availability: 'away' })
    await answer(0)
    editor.change({ serviceIds: [] })
    await refuse(1)
    expect(editor.store.get()).toMatchObject({ shown: { availability: 'away', serviceIds: null } })
  })
})

describe('somebody can be told', () => {
  const kindsOf = (...roles: Role[][]) =>
    concernedKinds({ environments: roles.map((own, index) => placeOf({ id: `${index}`, name: '' }, own)) })

  it('about conversations when they answer them somewhere', () => {
    const all = notificationKind.options.filter((kind) => kind !== 'not_ready')
    expect(kindsOf(['agent'])).toEqual(all)
    expect(kindsOf(['analyst'], ['operator'])).toEqual(all)
  })

  it('about services when they set them up', () => {
    expect(kindsOf(['environmentManager'])).toEqual(['not_ready'])
    expect(kindsOf(['producer', 'agent'])).toEqual(notificationKind.options)
  })

  it('about nothing otherwise', () => {
    expect(kindsOf(['analyst', 'contentManager', 'developer'])).toEqual([])
  })
})

it('a zone that the browser does not list can stay chosen', () => {
  expect(timeZones('Mars/Olympus')).toContain('Mars/Olympus')
  expect(timeZones('Europe/Berlin').filter((zone) => zone === 'Europe/Berlin')).toHaveLength(1)
  expect(timeZones('UTC')).toContain('America/New_York')
})
