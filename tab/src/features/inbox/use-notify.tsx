import {
  Link,
  Toast,
  ToastBody,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export const TOASTER = 'inbox'
const UNDO_MS = 5000
const FAULT_MS = 8000

export interface ToastAction {
  text: string
  run: () => void
}

export interface Notify {
  done: (text: string, action?: ToastAction) => void
  failed: (text: string, detail?: string, action?: ToastAction) => void
  info: (text: string, action?: ToastAction) => void
}

/** Short messages in the corner: what was done, with a way back, and what was not. */
export function useNotify(): Notify {
  const { dispatchToast } = useToastController(TOASTER)
  const { t } = useTranslation('inbox')
  return useMemo(() => {
    function show(
      content: { text: string; detail?: string | undefined; action?: ToastAction | undefined },
      options: { intent: 'success' | 'error' | 'info'; timeout: number },
    ): void {
      const { text, detail, action } = content
      const link = action !== undefined && (
        <ToastTrigger>
          <Link onClick={action.run}>{action.text}</Link>
        </ToastTrigger>
      )
      dispatchToast(
        <Toast>
          <ToastTitle action={link === false ? null : link}>{text}</ToastTitle>
          {detail !== undefined && <ToastBody>{detail}</ToastBody>}
        </Toast>,
        { ...options, pauseOnHover: true, pauseOnWindowBlur: true },
      )
    }
    return {
      done: (text, action) => show({ text, action }, { intent: 'success', timeout: UNDO_MS }),
      info: (text, action) => show({ text, action }, { intent: 'info', timeout: FAULT_MS }),
      failed: (text, detail, action) =>
        show(
          detail === undefined ? { text: t('failed.title'), detail: text, action } : { text, detail, action },
          { intent: 'error', timeout: FAULT_MS },
        ),
    }
  }, [dispatchToast, t])
}
