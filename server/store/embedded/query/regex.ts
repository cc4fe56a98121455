import type { BSONRegExp } from 'bson'

import { CommandError, badValue } from '../errors.ts'

/** What Perl's regular expressions have and JavaScript's have not, or read differently. */
const UNSUPPORTED = /\\[AZzGKhHRQEXC]|\(\?(?:[>|#(R\d&]|P[>=])|\[\[:|(?:[*+?]|\{\d+(?:,\d*)?\})\+/

/** Turns MongoDB's regular expression into JavaScript's, or refuses what would mean something else there. */
export function toRegExp(pattern: string, options: string): RegExp {
  for (const option of options) {
    if (!'imsxu'.includes(option)) {
      throw new CommandError(51108, `invalid flag in regex options: ${option}`)
    }
  }
  let source = pattern
  let flags = [...new Set(options)].filter((option) => 'ims'.includes(option)).join('')
  const inline = /^\(\?([imsx]+)\)/.exec(source)
  let extended = options.includes('x')
  if (inline) {
    source = source.slice(inline[0].length)
    extended ||= (inline[1] ?? '').includes('x')
    flags = [...new Set(flags + (inline[1] ?? '').replace('x', ''))].join('')
  }
  if (UNSUPPORTED.test(source)) badValue(`this store cannot evaluate the regular expression '${pattern}'`)
  if (extended) source = withoutLayout(source)
  try {
    return new RegExp(source.replace(/\(\?P</g, '(?<'), flags)
  } catch (error) {
    throw new CommandError(
      51091,
      `Regular expression is invalid: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  }
}

/** Removes the white space and comments that the `x` option allows outside character classes. */
function withoutLayout(source: string): string {
  return source.replace(
    /(\\[\s\S])|(\[(?:\\[\s\S]|[^\]\\])*\])|#[^\n]*|\s+/g,
    (_, escaped?: string, set?: string) => escaped ?? set ?? '',
  )
}

export function fromBsonRegex(regex: BSONRegExp): RegExp {
  return toRegExp(regex.pattern, regex.options)
}

/** The literal text that every match of an anchored expression begins with; empty when there is none. */
export function literalPrefix(regex: { pattern: string; options: string }): string {
  if (!regex.pattern.startsWith('^') || /[imx]/.test(regex.options)) return ''
  // An alternative at the top could begin differently.
  if (regex.pattern.includes('|')) return ''
  let prefix = ''
  let rest = regex.pattern.slice(1)
  for (;;) {
    const literal = /^(?:\\([^\dA-Za-z\s])|([^\\^$.|?*+()[\]{}]))(?![?*{])/.exec(rest)
    // Half a surrogate pair is no character.
    if (!literal) return prefix.replace(/[\ud800-\udbff]$/, '')
    prefix += literal[1] ?? literal[2] ?? ''
    rest = rest.slice(literal[0].length)
  }
}
