import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { cleanup, configure, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeAll, vi } from 'vitest'
import { ConversationPane } from '../../../tab/src/features/conversation/ConversationPane.tsx'
import type { ConversationPaneProps } from '../../../tab/src/features/conversation/types.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { paneProps } from './fixtures.ts'

const ROW_HEIGHT = 60
const SCREEN_HEIGHT = 6000

/** What browsers have and jsdom lacks; sizes are such that a whole test thread is on the screen. */
export function preparePane(language = 'en'): void {
  // Machines that build are slow; a test that passes does not wait. Without a layout, the focus cannot enter a
  // dialogue here, and one without the focus counts as hidden.
  configure({ asyncUtilTimeout: 10_000, defaultHidden: true })
  beforeAll(async () => {
    await initI18n(language)
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    )
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: false,
      media: query,
      addEventListener: () => {},
      removeEventListener: () => {},
    }))
    Object.defineProperties(HTMLElement.prototype, {
      offsetHeight: { configurable: true, get: () => ROW_HEIGHT },
      clientHeight: { configurable: true, get: () => SCREEN_HEIGHT },
      clientWidth: { configurable: true, get: () => 800 },
    })
    Element.prototype.scrollTo = () => {}
    URL.createObjectURL = () => 'blob:preview'
    URL.revokeObjectURL = () => {}
  })
  afterEach(() => {
    cleanup()
    localStorage.clear()
  })
}

export function wrapped(element: ReactElement): ReactElement {
  return <FluentProvider theme={webLightTheme}>{element}</FluentProvider>
}

export function renderPane(changes: Partial<ConversationPaneProps> = {}) {
  const props = paneProps(changes)
  const view = render(wrapped(<ConversationPane {...props} />))
  return {
    ...view,
    props,
    change: (next: Partial<ConversationPaneProps>) =>
      view.rerender(wrapped(<ConversationPane {...props} {...next} />)),
  }
}
