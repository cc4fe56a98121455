import { describe, expect, it } from 'vitest'
import type { ServiceSettings } from '../../../server/contract/service-settings.ts'
import { mergeSettings, type SettingsPatch } from '../../../server/domain/settings-changes.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import {
  createEditor,
  isUnsaved,
  type Editor,
  type ReadyState,
} from '../../../tab/src/features/studio/state/editor.ts'
import { createFakeStudio, type FakeStudio } from './fake-api.ts'
import { aView, ENVIRONMENT_ID, SERVICE_ID, someSettings } from './fixtures.ts'

const SAVE = 'PUT /environments/:id/services/:serviceId/settings'
const PUBLISH = 'POST /environments/:id/services/:serviceId/publish'

const withPatch = (patch: SettingsPatch) => (settings: ServiceSettings) => mergeSettings(settings, patch)
const welcome = (text: string) => withPatch({ prompts: { de: { welcome: text } } })
const beep = withPatch({ telephony: { beep: true } })

async function open(fake = createFakeStudio()): Promise<{ editor: Editor; fake: FakeStudio }> {
  const editor = createEditor({ api: fake.api, environmentId: ENVIRONMENT_ID, serviceId: SERVICE_ID })
  await editor.load()
  return { editor, fake }
}

function ready(editor: Editor): ReadyState {
  const state = editor.store.get()
  if (state.step !== 'ready') throw new Error(`is ${state.step}`)
  return state
}

const savesOf = (fake: FakeStudio) => fake.calls.filter(({ key }) => key === SAVE)

describe('editing a service', () => {
  it('keeps changes local until they are saved (DX-PUB-01)', async () => {
    const { editor, fake } = await open()
    editor.change(welcome('Hallo'))
    expect(isUnsaved(ready(editor))).toBe(true)
    expect(savesOf(fake)).toEqual([])
    expect(await editor.save()).toBe('done')
    expect(isUnsaved(ready(editor))).toBe(false)
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Hallo' } })
    expect(fake.view().published.prompts).toEqual({})
  })

  it('makes the saved draft live and leaves what is not saved alone (DX-PUB-02)', async () => {
    const { editor, fake } = await open(
      createFakeStudio([aView({ draft: beep(someSettings()), published: someSettings() })]),
    )
    editor.change(welcome('Hallo'))
    expect(await editor.publish()).toBe('done')
    expect(fake.view().published.telephony.beep).toBe(true)
    expect(fake.view().published.prompts).toEqual({})
    expect(ready(editor).mine.prompts).toEqual({ de: { welcome: 'Hallo' } })
    expect(ready(editor).view.service.unpublished).toBe(false)
  })

  it('keeps what is typed while a save is under way', async () => {
    const { editor, fake } = await open()
    editor.change(welcome('Hallo'))
    const saving = editor.save()
    editor.change(welcome('Hallo zusammen'))
    editor.change(beep)
    await saving
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Hallo' } })
    expect(ready(editor).mine).toMatchObject({
      prompts: { de: { welcome: 'Hallo zusammen' } },
      telephony: { beep: true },
    })
    expect(await editor.save()).toBe('done')
    expect(fake.view().draft).toMatchObject({ prompts: { de: { welcome: 'Hallo zusammen' } } })
  })

  it('saves once when asked twice', async () => {
    const { editor, fake } = await open()
    editor.change(beep)
    expect(await Promise.all([editor.save(), editor.save()])).toEqual(['done', 'idle'])
    expect(savesOf(fake)).toHaveLength(1)
  })

  it('sends nothing that the contract refuses', async () => {
    const { editor, fake } = await open()
    editor.change(withPatch({ deflector: { forwardTo: '030' } }))
    expect(await editor.save()).toBe('invalid')
    expect(ready(editor).attempted).toBe(true)
    expect(savesOf(fake)).toEqual([])
  })

  it('shows at the field what only the server has found', async () => {
    const { editor, fake } = await open()
    editor.change(beep)
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 400,
      code: 'invalid_input' as const,
      issues: [{ path: 'settings.prompts.de.welcome', message: 'no' }],
    }
    fake.failNext(SAVE, new ApiError('invalid_input', { status: 400, problem }))
    expect(await editor.save()).toBe('invalid')
    expect(ready(editor).refused).toEqual([{ path: 'prompts.de.welcome', code: 'refused' }])
    editor.change(welcome('Hallo'))
    expect(ready(editor).refused).toEqual([])
  })

  it('tells that nothing was saved, and keeps it', async () => {
    const { editor, fake } = await open()
    editor.change(beep)
    fake.failNext(SAVE, new ApiError('offline'))
    expect(await editor.save()).toEqual({ failed: 'offline' })
    expect(ready(editor)).toMatchObject({ busy: null, mine: { telephony: { beep: true } } })
    expect(await editor.save()).toBe('done')
  })
})

describe('when somebody else was faster', () => {
  it('overwrites nothing and shows both versions', async () => {
    const { editor, fake } = await open()
    editor.change(welcome('Meins'))
    fake.saveAs('Max Richter', welcome('Seins'))
    expect(await editor.save()).toBe('conflict')
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Seins' } })
    expect(ready(editor)).toMatchObject({
      mine: { prompts: { de: { welcome: 'Meins' } } },
      conflict: { savedBy: 'Max Richter', draft: { prompts: { de: { welcome: 'Seins' } } } },
    })
  })

  it.each([
    [true, 'Meins'],
    [false, 'Seins'],
  ])('saves the merged version, mine of a disputed field: %s', async (keepsMine, text) => {
    const { editor, fake } = await open()
    editor.change(welcome('Meins'))
    editor.change(beep)
    fake.saveAs('Max Richter', welcome('Seins'))
    fake.saveAs('Max Richter', withPatch({ deflector: { companyName: 'Muster' } }))
    await editor.save()
    expect(await editor.settle(() => keepsMine)).toBe('done')
    expect(fake.view().draft).toMatchObject({
      prompts: { de: { welcome: text } },
      telephony: { beep: true },
      deflector: { companyName: 'Muster' },
    })
    expect(isUnsaved(ready(editor))).toBe(false)
  })

  it('asks again when somebody saves while one decides', async () => {
    const { editor, fake } = await open()
    editor.change(welcome('Meins'))
    fake.saveAs('Max Richter', welcome('Seins'))
    await editor.save()
    fake.saveAs('Otto Adler', welcome('Ottos'))
    expect(await editor.settle(() => true)).toBe('conflict')
    expect(ready(editor)).toMatchObject({
      mine: { prompts: { de: { welcome: 'Meins' } } },
      conflict: { savedBy: 'Otto Adler' },
    })
  })

  it('takes theirs and forgets mine when that is wanted', async () => {
    const { editor, fake } = await open()
    editor.change(welcome('Meins'))
    fake.saveAs('Max Richter', beep)
    await editor.save()
    editor.takeTheirs()
    expect(ready(editor)).toMatchObject({ conflict: null, mine: fake.view().draft })
    expect(isUnsaved(ready(editor))).toBe(false)
  })

  it('does not ask when they have only published what one began with', async () => {
    const { editor, fake } = await open()
    editor.change(welcome('Meins'))
    fake.publishAs('Max Richter')
    expect(await editor.save()).toBe('done')
    expect(fake.view().draft.prompts).toEqual({ de: { welcome: 'Meins' } })
  })

  it('publishes nothing that was not seen: the other draft is shown first', async () => {
    const draft = beep(someSettings())
    const { editor, fake } = await open(createFakeStudio([aView({ draft, published: someSettings() })]))
    fake.saveAs('Max Richter', welcome('Seins'))
    expect(await editor.publish()).toBe('conflict')
    expect(fake.view().published).toEqual(someSettings())
    expect(ready(editor).view.draft.prompts).toEqual({ de: { welcome: 'Seins' } })
    expect(await editor.publish()).toBe('done')
    expect(fake.calls.filter(({ key }) => key === PUBLISH)).toHaveLength(2)
  })

  it('takes over the templates that come some time after a number was connected, and nothing else (DX-CONT-06)', async () => {
    const fake = createFakeStudio([{ ...aView(), templates: [] }])
    const { editor } = await open(fake)
    editor.change(welcome('Hallo'))
    await editor.lookForTemplates()
    expect(ready(editor).view.templates).toEqual([])
    const { templates } = aView()
    expect(templates.length).toBeGreaterThan(0)
    fake.saveAs('Paula', beep)
    const theirs = { ...fake.view(), templates }
    fake.serve({ 'GET /environments/:id/services/:serviceId/settings': () => theirs })
    const { version } = ready(editor).view
    await editor.lookForTemplates()
    const now = ready(editor)
    expect(now.view.templates).toEqual(templates)
    expect([now.view.version, now.view.draft.telephony.beep]).toEqual([version, false])
    expect(now.mine.prompts).toEqual({ de: { welcome: 'Hallo' } })
  })

  it('takes in their changes when the page is looked at again, unless something hangs on the old ones', async () => {
    const { editor, fake } = await open()
    fake.saveAs('Max Richter', beep)
    await editor.refresh()
    expect(ready(editor).mine.telephony.beep).toBe(true)
    editor.change(welcome('Meins'))
    const { version } = ready(editor).view
    fake.saveAs('Max Richter', welcome('Seins'))
    await editor.refresh()
    expect(ready(editor).view.version).toBe(version)
  })
})
