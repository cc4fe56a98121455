/**
 * Where the language that CLDR holds most likely is not the most spoken official one (CLDR 48, territory information):
 * it is written or used officially by few, so callers are better served by the official one.
 */
const OFFICIAL_INSTEAD: Readonly<Record<string, string>> = {
  BQ: 'nl',
  CC: 'en',
  GH: 'en',
  ML: 'fr',
  NA: 'en',
  NE: 'fr',
  PH: 'en',
  SS: 'en',
}

/** Tags that mean the same spoken language to a caller. */
const SAME_LANGUAGE: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', tl: 'fil' }

/**
 * The language most spoken in a country, as a tag without region such as `nl` for `BE` (DX-LANG-02). `null` when the
 * country is none.
 */
export function languageOfCountry(country: string): string | null {
  const code = country.toUpperCase()
  if (!isCountry(code)) return null
  return OFFICIAL_INSTEAD[code] ?? new Intl.Locale('und', { region: code }).maximize().language
}

/** `Intl` completes any two letters to some language, also those that are no country. */
function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || code === 'ZZ') return false
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) !== undefined
}

/**
 * The language to speak or write to somebody from a country, out of those offered in their order: the most spoken one
 * of the country if offered (DX-LANG-02), else the first (DX-LANG-03). The result is written as it was offered;
 * `de-AT` serves for German. Without any language offered it is the country's own, or English.
 */
export function chooseLanguage<L extends string>(country: string | null, offered: readonly L[]): L {
  const spoken = country === null ? null : languageOfCountry(country)
  const match =
    spoken === null ? undefined : offered.find((tag) => spokenLanguage(tag) === spokenLanguage(spoken))
  return (match ?? offered[0] ?? spoken ?? 'en') as L
}

function spokenLanguage(tag: string): string {
  const language = tag.toLowerCase().split(/[-_]/)[0] ?? ''
  return SAME_LANGUAGE[language] ?? language
}
