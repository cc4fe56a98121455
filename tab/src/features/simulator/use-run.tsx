import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ControlFailure } from './state/control-api.ts'

export const TOASTER_ID = 'simulator'

/** Waits for something the person asked for and says so when it fails; resolves with whether it worked. */
export function useRun(): (work: Promise<unknown>) => Promise<boolean> {
  const { t } = useTranslation('simulator')
  const { dispatchToast } = useToastController(TOASTER_ID)
  return useCallback(
    async (work) => {
      try {
        await work
        return true
      } catch (error) {
        const code = error instanceof ControlFailure ? error.code : 'internal_error'
        dispatchToast(
          <Toast>
            <ToastTitle>{t('error.title')}</ToastTitle>
            <ToastBody>{t(`error.${code}`)}</ToastBody>
          </Toast>,
          { intent: 'error' },
        )
        return false
      }
    },
    [dispatchToast, t],
  )
}

/** Says something in passing. */
export function useTell(): (words: string) => void {
  const { dispatchToast } = useToastController(TOASTER_ID)
  return useCallback(
    (words) => {
      dispatchToast(
        <Toast>
          <ToastTitle>{words}</ToastTitle>
        </Toast>,
        { intent: 'info' },
      )
    },
    [dispatchToast],
  )
}
