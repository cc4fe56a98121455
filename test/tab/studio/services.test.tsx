import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import { aService, aView, OTHER_SERVICE_ID, SERVICE_ID, someSettings } from './fixtures.ts'
import { prepareStudio, sectionAddress, showStudio } from './render-studio.tsx'

prepareStudio()

const returns = aView({
  service: aService({
    id: OTHER_SERVICE_ID,
    name: 'Returns',
    ready: false,
    unpublished: true,
    problems: [
      { code: 'no_voice_line', blocking: false },
      { code: 'template_values_missing', language: 'de', detail: 'body.2', blocking: true },
    ],
  }),
})

describe('the list of services', () => {
  it('opens the only service at once', async () => {
    const { host } = await showStudio({ at: '/studio' })
    expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeTruthy()
    expect(host.address()).toBe(sectionAddress('overview'))
  })

  it('tells of each whether it is ready, what is wrong, and where to see to it', async () => {
    const { host } = await showStudio({ views: [aView(), returns], at: '/studio' })
    await screen.findByRole('heading', { name: 'Services' })
    const [hotline, second] = within(screen.getByRole('main'))
      .getAllByRole('listitem')
      .filter((item) => item.parentElement?.closest('li') === null)
    expect(hotline?.textContent).toContain('Ready')
    expect(hotline?.textContent).toContain('WhatsApp call deflector · German, English')
    expect(second?.textContent).toContain('Not ready')
    expect(second?.textContent).toContain('Unpublished changes')
    expect(second?.textContent).toContain('No phone line is connected')
    expect(second?.textContent).toContain('German: Text {{2}} has no value.')
    await userEvent.click(within(second!).getByRole('link', { name: 'Go to invitation' }))
    expect(host.address()).toBe(`/studio/${OTHER_SERVICE_ID}/invitation?language=de`)
  })

  it('says when there are none, and when the address names one that is not here', async () => {
    await showStudio({ views: [], at: '/studio' })
    expect(await screen.findByText('There are no services yet')).toBeTruthy()
  })

  it('says when the address names one that is not here', async () => {
    const { host } = await showStudio({ at: `/studio/${'f'.repeat(24)}/content` })
    expect(await screen.findByText('This service is not here')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'All services' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Services' })).toBeTruthy()
    expect(host.address()).toBe('/studio/services')
  })

  it('offers another try when services or settings cannot be loaded', async () => {
    await showStudio({
      at: sectionAddress('overview'),
      prepare: (fake) => {
        fake.failNext('GET /environments/:id/services', new ApiError('offline'))
        fake.failNext('GET /environments/:id/services/:serviceId/settings', new ApiError('internal_error'))
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText(/Something went wrong on our side/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeTruthy()
  })
})

describe('the overview', () => {
  it('ticks off what a service needs and leads to what is missing', async () => {
    const view = aView({
      service: aService({
        ready: false,
        problems: [
          { code: 'template_not_approved', language: 'de', detail: 'REJECTED', blocking: true },
          { code: 'template_missing', language: 'en', blocking: true },
        ],
      }),
    })
    const { host } = await showStudio({ views: [view] })
    const item = (await screen.findByText('Template usable in every language')).closest('li')!
    expect(item.textContent).toContain('keeps callers from being invited')
    expect(item.textContent).toContain('German: Rejected.')
    expect(item.textContent).toContain('English: the template does not exist in this language.')
    const done = screen.getByText('WhatsApp number').closest('li')!
    expect(done.textContent).toContain('in order')
    await userEvent.click(within(item).getAllByRole('link')[1]!)
    expect(host.address()).toBe(`/studio/${SERVICE_ID}/invitation?language=en`)
  })

  it('offers to call the line and the public number (DX-TEL-11)', async () => {
    const draft = someSettings({ telephony: { publicNumber: '+498001234567' } })
    await showStudio({ views: [aView({ draft })] })
    const call = await screen.findByRole('link', { name: 'Call +49 30 23125000' })
    expect(call.getAttribute('href')).toBe('tel:+493023125000')
    expect(screen.getByRole('link', { name: 'Call +49 800 1234567' })).toBeTruthy()
  })

  it('has nothing to say about calls where a service takes none', async () => {
    const chat = aView({ service: aService({ template: 'messaging', ready: null }), line: null })
    await showStudio({ views: [chat], at: sectionAddress('telephony') })
    expect(await screen.findByText(/takes no calls/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Telephony' })).toBeNull()
    await userEvent.click(screen.getByRole('link', { name: 'Content' }))
    expect(await screen.findByRole('textbox', { name: 'When online' })).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Welcome' })).toBeNull()
  })
})

describe('rights', () => {
  it('let a content manager edit texts and nothing else (DX-ROLE-04, DX-CONT-08)', async () => {
    const { fake } = await showStudio({ roles: ['contentManager'], at: sectionAddress('content') })
    await userEvent.type(await screen.findByRole('textbox', { name: 'Close' }), 'Bis dann!')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(/A producer can publish it/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull()
    expect(fake.view().draft.prompts).toEqual({ de: { close: 'Bis dann!' } })
    await userEvent.click(screen.getByRole('link', { name: 'Telephony' }))
    expect(await screen.findByText(/You can edit the texts under Content/)).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('switch', { name: /beep/ }).disabled).toBe(true)
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Company name as spoken' })
    expect(name.readOnly).toBe(true)
  })

  it.each(['analyst', 'environmentManager'] as const)('let an %s look only', async (role) => {
    await showStudio({ roles: [role], at: sectionAddress('content') })
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Welcome' })
    expect(field.readOnly).toBe(true)
    expect(screen.getByText(/You can look at these settings/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /default text: Welcome/ })).toBeNull()
    await userEvent.click(screen.getByRole('link', { name: 'Opening hours' }))
    const monday = await screen.findByRole('group', { name: 'Monday' })
    expect(within(monday).getByRole<HTMLInputElement>('switch').disabled).toBe(true)
    expect(within(monday).queryAllByRole('button')).toEqual([])
    expect(screen.queryByRole('button', { name: 'Add day' })).toBeNull()
  })
})
