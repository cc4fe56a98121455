import { useTranslation } from 'react-i18next'
import type { ReadinessProblem } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { usePlaceName } from '../invitation/PlaceField.tsx'

export interface ProblemWords {
  /** What is wrong. */
  what: string
  /** What to do about it. */
  fix: string
}

const STATUS = { PENDING: 'pending', REJECTED: 'rejected', PAUSED: 'paused', DISABLED: 'disabled' } as const

/** Tells why a service is not ready, and the way out. */
export function useProblemWords(): (problem: ReadinessProblem) => ProblemWords {
  const { t } = useTranslation(['studio', 'conversation'])
  const format = useFormat()
  const placeName = usePlaceName()
  return ({ code, language, detail = '', blocking }) => {
    const name = language === undefined ? '' : format.languageName(language)
    const fix = (key: typeof code): string => t(`studio:problem.${key}.fix`)
    switch (code) {
      case 'no_whatsapp_channel':
      case 'no_voice_line':
      case 'no_invitation_template':
        return { what: t(`studio:problem.${code}.what`), fix: fix(code) }
      case 'whatsapp_channel_failing':
        return {
          what: t(
            blocking
              ? 'studio:problem.whatsapp_channel_failing.broken'
              : 'studio:problem.whatsapp_channel_failing.what',
          ),
          fix: fix(code),
        }
      case 'template_missing':
        return {
          what:
            language === undefined
              ? t('studio:problem.template_missing.what', { template: detail })
              : t('studio:problem.template_missing.inLanguage', { language: name }),
          fix: fix(code),
        }
      case 'template_not_approved': {
        const status = Object.entries(STATUS).find(([key]) => key === detail)?.[1] ?? 'other'
        return {
          what: t('studio:problem.template_not_approved.what', {
            language: name,
            status: t(`conversation:template.health.${status}`),
          }),
          fix: fix(code),
        }
      }
      case 'template_values_missing':
        return {
          what: t('studio:problem.template_values_missing.what', {
            language: name,
            places: detail.split(', ').map(placeName).join(', '),
          }),
          fix: fix(code),
        }
    }
  }
}
