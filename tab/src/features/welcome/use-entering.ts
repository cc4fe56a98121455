import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../../api/api-error.ts'
import { useHost } from '../../host/use-host.ts'
import { chooseLanguage } from '../../i18n/languages.ts'
import type { Session } from '../session/session.ts'
import { useAction, type Action } from '../session/use-action.ts'

export interface Entering {
  action: Action
  /** A code of the second factor is wanted as well. */
  needsCode: boolean
  /** Goes in with the session that `open` answers with. Answers whether that worked; never rejects. */
  enter: (open: () => Promise<{ token: string; user: { locale: string | null } }>) => Promise<boolean>
  /** Back from the code to the password. */
  back: () => void
}

/** Coming in by a link, on to the app. `onGone`: the link has been used or replaced meanwhile. */
export function useEntering(session: Session, onGone: () => void): Entering {
  const host = useHost()
  const { i18n } = useTranslation()
  const action = useAction()
  const [needsCode, setNeedsCode] = useState(false)
  return {
    action,
    needsCode,
    back() {
      action.clear()
      setNeedsCode(false)
    },
    enter: (open) =>
      action.run(async () => {
        let opened: Awaited<ReturnType<typeof open>>
        try {
          opened = await open()
        } catch (error) {
          const code = failureCode(error)
          if (code === 'totp_required') return setNeedsCode(true)
          if (code === 'link_expired') return onGone()
          // The password has been changed meanwhile.
          if (code === 'unauthenticated') setNeedsCode(false)
          throw error
        }
        host.storeToken(opened.token)
        // The language that they have come in with is theirs from now on; mails follow it.
        if (opened.user.locale === null)
          await session.setLocale(chooseLanguage([i18n.language])).catch(() => undefined)
        host.visit('/', true)
      }),
  }
}
