import fc from 'fast-check'

/** Pieces that mean something to one reader of Markdown or another, and the letters that they are made of. */
const WORDS = [
  '* _ ~ ` [ ] ( ) < > # - + . ! | \\ & { } " : / @ ** __ ~~ ``` --- *** === ]( ![ [x] [^1]',
  '_Wort_ __Wort__ *Wort* **Wort** ~~Wort~~ `Wort` [Gewinn](https://evil.example) <https://evil.example>',
  '<at> </at> <b> <br/> <!-- &amp; &#42; &lt; {{ }} https://evil.example/a_b http:// HTTPS://X.de',
  '{{DATE(2020-01-01T00:00:00Z)}} {{TIME(2020-01-01T00:00:00Z)}} www.evil.example WWW.x.de',
  'mailto:a@b.de a@b.example ftp://x.example a b Wort snake_case 2 ü 漢 😀 •',
]
const SPACED = [
  '- ',
  '* ',
  '+ ',
  '1. ',
  '1) ',
  '> ',
  '# ',
  ' _',
  '_ ',
  ' *',
  '    ',
  '\t',
  '  \n',
  '\n',
  '\r\n',
  '\n\n',
  ' ',
]
const PIECES = [...WORDS.flatMap((words) => words.split(' ')), ...SPACED]

/** Text as somebody would write it who wants it to be read as something else. */
export function nastyText(maxLength = 30): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...PIECES), { maxLength }).map((pieces) => pieces.join(''))
}

/** What takes more room than it looks, or breaks when it is cut. */
export const bulkyUnits = [
  '"',
  '\\',
  '\n',
  '*',
  '{',
  '{{DATE(2020-01-01',
  '\u0000',
  '\u2028',
  '\ud800',
  '\udc00',
  '\u202e',
  '😀',
  'x',
]

/** Text that takes as much room as text can: quotes, backslashes, controls, halves of pairs. */
export function bulkyText(maxLength = 3000): fc.Arbitrary<string> {
  return fc.oneof(
    fc
      .constantFrom(...bulkyUnits)
      .chain((unit) => fc.nat(maxLength).map((times) => unit.repeat(times).slice(0, maxLength))),
    fc.array(fc.constantFrom(...bulkyUnits), { maxLength: 400 }).map((all) => all.join('')),
    fc.constantFrom(...bulkyUnits).map((unit) => unit.repeat(maxLength).slice(0, maxLength)),
  )
}
