import { useRenderer_unstable as useRenderer } from '@griffel/react'
import { cleanup, configure, getConfig } from '@testing-library/react'
import i18next from 'i18next'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, vi } from 'vitest'

/*
 * The set-up of every file of tests that needs a page. Several files share one page, and with it the packages that they load, whose
 * loading is a good part of their time. This gives each file a page as empty as the first one's, and the product's own modules anew.
 */

interface FirstPage {
  settings: ReturnType<typeof getConfig>
  objects: { object: object; first: Map<PropertyKey, PropertyDescriptor> }[]
  files: number
}

/** What tests give to a browser's objects, or take from them. */
function alteredObjects(): object[] {
  return [globalThis, Document, Element, HTMLElement, HTMLMediaElement, Node, Range]
    .flatMap((object) => ('prototype' in object ? [object.prototype as object] : [object]))
    .concat([URL, document, navigator])
}

const descriptorsOf = (object: object): Map<PropertyKey, PropertyDescriptor> =>
  new Map(Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)!]))

const firstPage: { callover?: FirstPage } = getConfig as object
const page = (firstPage.callover ??= {
  settings: { ...getConfig() },
  objects: alteredObjects().map((object) => ({ object, first: descriptorsOf(object) })),
  files: 0,
})

/** The properties that are not as at first become so again. */
function restoreObjects(): void {
  for (const { object, first } of page.objects) {
    for (const key of Reflect.ownKeys(object)) if (!first.has(key)) Reflect.deleteProperty(object, key)
    for (const [key, descriptor] of first) {
      const current = Object.getOwnPropertyDescriptor(object, key)
      const same =
        current?.value === descriptor.value &&
        current?.get === descriptor.get &&
        current?.set === descriptor.set
      if (!same || current === undefined) Reflect.defineProperty(object, key, descriptor)
    }
  }
}

/** Griffel, in which Fluent writes its styles, remembers which of them the page has. */
function forgetStyles(): void {
  const Forget = (): null => {
    Object.assign(useRenderer(), { id: `file-${page.files}`, insertionCache: {}, stylesheets: {} })
    return null
  }
  renderToStaticMarkup(createElement(Forget))
}

function emptyPage(): void {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  restoreObjects()
  configure(page.settings)
  localStorage.clear()
  sessionStorage.clear()
  window.history.replaceState(null, '', '/')
  for (const root of [document.documentElement, document.head, document.body])
    for (const name of root.getAttributeNames()) root.removeAttribute(name)
  document.head.replaceChildren()
  document.body.replaceChildren()
  for (const language of Object.keys(i18next.store?.data ?? {}))
    for (const namespace of Object.keys(i18next.store.data[language] ?? {}))
      i18next.removeResourceBundle(language, namespace)
  page.files += 1
  forgetStyles()
}

vi.resetModules()
emptyPage()
afterAll(emptyPage)
