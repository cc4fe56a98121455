import { describe, expect, it } from 'vitest'
import { chooseLanguage, languageOfCountry } from '../../../server/domain/understanding/country-language.ts'

describe("a country's language (DX-LANG-02)", () => {
  it.each([
    ['DE', 'de'],
    ['AT', 'de'],
    ['CH', 'de'],
    ['BE', 'nl'],
    ['LU', 'fr'],
    ['CA', 'en'],
    ['GG', 'en'],
    ['MX', 'es'],
    ['MA', 'ar'],
    ['IN', 'hi'],
    ['NO', 'nb'],
    ['de', 'de'],
  ])('of %s is %s', (country, language) => {
    expect(languageOfCountry(country)).toBe(language)
  })

  it.each([
    ['BQ', 'nl'],
    ['CC', 'en'],
    ['GH', 'en'],
    ['ML', 'fr'],
    ['NA', 'en'],
    ['NE', 'fr'],
    ['PH', 'en'],
    ['SS', 'en'],
  ])('of %s is the official one: %s', (country, language) => {
    expect(languageOfCountry(country)).toBe(language)
  })

  it.each(['', 'X', 'XX', 'ZZ', '001', 'DEU', 'D€'])('of %j is unknown', (country) => {
    expect(languageOfCountry(country)).toBeNull()
  })
})

describe('the language to use', () => {
  it("is the most spoken one of the caller's country if offered (DX-LANG-02, DX-LANG-04)", () => {
    expect(chooseLanguage('BE', ['de', 'en', 'nl'])).toBe('nl')
    expect(chooseLanguage('CH', ['en', 'de-AT'])).toBe('de-AT')
    expect(chooseLanguage('NO', ['en', 'no'])).toBe('no')
  })

  it('is the one chosen first otherwise (DX-LANG-03)', () => {
    expect(chooseLanguage('FR', ['nl', 'de'])).toBe('nl')
    expect(chooseLanguage(null, ['es', 'de'])).toBe('es')
    expect(chooseLanguage('XX', ['en'])).toBe('en')
  })

  it("is the country's own where none is offered", () => {
    expect(chooseLanguage('ES', [])).toBe('es')
    expect(chooseLanguage(null, [])).toBe('en')
  })
})
