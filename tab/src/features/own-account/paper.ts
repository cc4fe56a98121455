/** Long enough for any browser to have begun to read it. */
const KEPT_MS = 10_000

/** Offers text to be kept as a file. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([`${text}\r\n`], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}

export interface PrintedList {
  title: string
  items: readonly string[]
  hint: string
}

/** Prints a list and nothing else of the page; the styles for it are those of the recovery codes. */
export function printList({ title, items, hint }: PrintedList): void {
  const paper = document.createElement('section')
  paper.className = 'callover-paper'
  const list = document.createElement('ul')
  list.append(...items.map((item) => withText('li', item)))
  paper.append(withText('h1', title), list, withText('p', hint))
  document.body.append(paper)
  // Some browsers print only after this has returned.
  window.addEventListener('afterprint', () => paper.remove(), { once: true })
  window.print()
}

function withText(tag: 'h1' | 'li' | 'p', text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}
