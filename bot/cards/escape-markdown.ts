/**
 * How a `TextBlock` shows a text letter by letter. Clients read different subsets of CommonMark in it, some with links made of
 * bare addresses; `{{DATE(…)}}` and `{{TIME(…)}}` are functions. Phones have shown backslashes at times, so nothing is escaped
 * that could not mean anything where it stands. Paragraphs stay; other white space becomes one blank.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => escapeLine(line.replaceAll(/\s+/g, ' ').trim()))
    .filter((line) => line !== '')
    .join('\n\n')
}

function escapeLine(line: string): string {
  return escapeStart(
    line
      .replaceAll(/[\\`*_[\]<~]/g, '\\$&')
      .replaceAll(/\{(?=\{)/g, '{\\')
      .replaceAll(/&(?=#|[A-Za-z])/g, '\\&')
      .replaceAll(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
      .replaceAll(/(www)\./gi, '$1\\.')
      .replaceAll(/(?<=\S)@(?=\S)/g, '\\@'),
  )
}

/** What means something at the beginning of a line only: headings, quotes, lists, rules. */
function escapeStart(line: string): string {
  return line
    .replace(/^(?:[>]|#{1,6}(?=\s|$)|[-+](?=\s|$|[-+]))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/**
 * Texts that say the same one after the other, and in which no client finds a function such as `{{DATE(…)}}`. Only what begins
 * like one is taken apart, as every part takes room.
 */
export function separateFunctions(text: string): string[] {
  return text.split(/(?<=\{)(?=\{(?:DATE|TIME)\(\d{4}-\d\d-\d\d)/i)
}

/** Longer words do not fit beside anything else on a phone. */
const LONG_WORD = /[\u0021-\u024F]{30,}/g

/** Lets long words and addresses go on in the next line where clients do not break them by themselves, as in rich text. */
export function breakLongWords(text: string): string {
  return text.replaceAll(LONG_WORD, (word) => word.replaceAll(/.{10}(?=.)/g, '$&\u200B'))
}
