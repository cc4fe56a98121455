import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { mergeSettings } from '../../../server/domain/settings-changes.ts'
import { aService, aView, OTHER_SERVICE_ID, someSettings } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio, violations, type ShowOptions } from './render-studio.tsx'

prepareStudio()

const full = aView({
  draft: someSettings({
    prompts: { de: { welcome: 'Hallo {{foo}}' } },
    autoResponses: { de: { online: '' } },
    openingHours: {
      weekly: {
        mon: [
          { from: '08:00', to: '12:00' },
          { from: '13:00', to: '24:00' },
        ],
      },
      exceptions: [{ date: '2026-12-24', name: 'Heiligabend', intervals: [{ from: '09:00', to: '12:00' }] }],
    },
    telephony: { publicNumber: '+498001234567', recordSpeech: true },
  }),
  published: someSettings(),
  service: aService({
    languages: ['de', 'en', 'nl', 'es'],
    ready: false,
    unpublished: true,
    problems: [
      { code: 'no_voice_line', blocking: false },
      { code: 'template_missing', language: 'es', blocking: true },
    ],
  }),
})

const pages: Record<string, ShowOptions> = {
  'the list of services': {
    views: [full, aView({ service: aService({ id: OTHER_SERVICE_ID, name: 'Returns' }) })],
    at: '/studio',
  },
  'the overview': { views: [full] },
  content: { views: [full], at: sectionAddress('content') },
  'the invitation': { views: [full], at: sectionAddress('invitation') },
  'opening hours': { views: [full], at: sectionAddress('opening-hours') },
  telephony: { views: [full], at: sectionAddress('telephony') },
  'telephony for somebody who may only look': {
    views: [full],
    roles: ['analyst'],
    at: sectionAddress('telephony'),
  },
}

describe('the studio is accessible', () => {
  it.each(Object.entries(pages))('in %s', async (_, options) => {
    await showStudio(options)
    await screen.findByRole('heading', { level: 1 })
    expect(await violations()).toEqual([])
  })

  it('in the difference view', async () => {
    await showStudio({ views: [full] })
    await userEvent.click(await screen.findByRole('button', { name: 'Changes' }))
    await screen.findByRole('dialog')
    expect(await violations()).toEqual([])
  })

  it('when two people have changed the same', async () => {
    const { fake } = await showStudio({ at: sectionAddress('content') })
    await userEvent.type(await screen.findByRole('textbox', { name: 'Welcome' }), 'Meins')
    fake.saveAs('Max Richter', (settings) =>
      mergeSettings(settings, { prompts: { de: { welcome: 'Seins' } }, telephony: { beep: true } }),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByRole('alertdialog')
    expect(await violations()).toEqual([])
  })

  it('with faults', async () => {
    await showStudio({ at: sectionAddress('opening-hours') })
    const field = await screen.findByRole('textbox', { name: 'Monday, from (1)' })
    await userEvent.clear(field)
    await userEvent.type(field, 'soon')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('1 thing to correct')
    expect(await violations()).toEqual([])
  })
})
