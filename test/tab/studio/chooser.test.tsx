import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { cleanup, configure, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MemberView } from '../../../server/contract/member.ts'
import { AssigneePicker } from '../../../tab/src/features/contact/AssigneePicker.tsx'
import { Chooser } from '../../../tab/src/features/studio/parts/Chooser.tsx'
import { useCountries } from '../../../tab/src/features/studio/parts/places.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'

configure({ asyncUtilTimeout: 10_000 })
beforeAll(() => initI18n('en'))
afterEach(() => cleanup())

function show(chosen: string[]) {
  function Field() {
    const [value, setValue] = useState('GB')
    const countries = useCountries()
    const choose = (next: string): void => {
      chosen.push(next)
      setValue(next)
    }
    return (
      <FluentProvider theme={webLightTheme}>
        <Chooser aria={{ 'aria-label': 'Country' }} value={value} choices={countries} onChange={choose} />
      </FluentProvider>
    )
  }
  render(<Field />)
  return {
    user: userEvent.setup(),
    field: screen.getByRole<HTMLInputElement>('combobox', { name: 'Country' }),
  }
}

describe('one of many', () => {
  it('is found by typing, however far behind in the list it stands', async () => {
    const chosen: string[] = []
    const { user, field } = show(chosen)
    expect(field.value).toBe('United Kingdom')
    await user.click(field)
    await user.keyboard('Ger')
    expect(field.value).toBe('Ger')
    await user.click(await screen.findByRole('option', { name: 'Germany' }))
    expect(chosen).toEqual(['DE'])
    expect(field.value).toBe('Germany')
  })

  it('stays what it was when nothing was chosen', async () => {
    const chosen: string[] = []
    const { user, field } = show(chosen)
    await user.click(field)
    await user.keyboard('zzz')
    expect(await screen.findByRole('option', { name: 'Nothing found' })).toBeTruthy()
    await user.tab()
    expect(chosen).toEqual([])
    expect(field.value).toBe('United Kingdom')
  })
})

describe('whoever has a conversation', () => {
  const members = [
    { id: '2', name: 'Luca Weber' },
    { id: '3', name: 'Olga Petrova' },
  ] as MemberView[]

  function pick(assigned: (string | null)[]) {
    render(
      <FluentProvider theme={webLightTheme}>
        <span id="whose">Assignee</span>
        <AssigneePicker
          me={{ id: '1', name: 'Anna Muster' }}
          assignee={{ id: '2', name: 'Luca Weber' }}
          members={members}
          disabled={false}
          labelledBy="whose"
          onOpen={() => undefined}
          onAssign={(memberId) => assigned.push(memberId)}
        />
      </FluentProvider>,
    )
    return {
      user: userEvent.setup(),
      field: screen.getByRole<HTMLInputElement>('combobox', { name: 'Assignee' }),
    }
  }

  it('is found by the middle of the name, and what is typed stays', async () => {
    const assigned: (string | null)[] = []
    const { user, field } = pick(assigned)
    await user.click(field)
    await user.keyboard('trova')
    expect(field.value).toBe('trova')
    await user.click(await screen.findByRole('option', { name: 'Olga Petrova' }))
    expect(assigned).toEqual(['3'])
  })

  it('stays who it was when nobody is found', async () => {
    const assigned: (string | null)[] = []
    const { user, field } = pick(assigned)
    await user.click(field)
    await user.keyboard('zzz')
    expect(field.value).toBe('zzz')
    await user.keyboard('{Escape}')
    await user.tab()
    expect(assigned).toEqual([])
    expect(field.value).toBe('Luca Weber')
  })
})
