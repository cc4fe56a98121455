/** Lower case without diacritics, so that `Müller` is found by `muller`; umlauts also as people type them without. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/\p{M}/gu, '')
}

const SPELT_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' }

function spellOut(text: string): string {
  return fold(
    text
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/[äöü]/g, (letter) => SPELT_OUT[letter] ?? letter),
  )
}

/** Words of a search, folded; a number typed with blanks or punctuation is one word. */
export function foldWords(text: string): string[] {
  const digits = text.replaceAll(/[\s()/.-]/g, '')
  if (/^\+?\d{4,}$/.test(digits)) return [digits.replace(/^\+|^00/, '')]
  return wordsIn(fold(text))
}

function wordsIn(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

const MOST_WORDS = 40

/**
 * What a conversation is found by: each word of the names, and each number in full, in its national form and by
 * its last digits, which is what customers read out.
 */
export function searchWordsOf(of: { names: readonly string[]; phones: readonly string[] }): string[] {
  const words = of.names.flatMap((name) => [...wordsIn(fold(name)), ...wordsIn(spellOut(name))])
  const numbers = of.phones.flatMap((phone) => numberWords(phone.replaceAll(/\D/g, '')))
  return [...new Set([...numbers, ...words])].slice(0, MOST_WORDS)
}

function numberWords(digits: string): string[] {
  const tails: string[] = []
  // Every tail of four digits and more: whatever part of the number somebody remembers the end of, and the
  // national number, whose country code has one to three digits, with the zero that people put before it.
  for (let start = 1; start <= digits.length - 4; start += 1) tails.push(digits.slice(start))
  const national = [1, 2, 3].map((length) => `0${digits.slice(length)}`).filter((form) => form.length > 4)
  return digits === '' ? [] : [digits, ...national, ...tails]
}
