import { useTranslation } from 'react-i18next'
import { keepingPeriod } from '../../../../server/contract/policy.ts'
import type { FieldWords } from '../../components/changes/ConflictDialog.tsx'

const PARTS = [
  'recording',
  'recordingDays',
  'outboundCalls',
  'anonymiseNumbers',
  'dialogueData',
  'dialogueDataPeriod',
] as const

/** The parts of a policy, as fields `policy.…`, and their values, in words. */
export function usePolicyWords(): FieldWords {
  const { t } = useTranslation('administration')
  const partOf = (field: string) => PARTS.find((part) => field === `policy.${part}`)
  return {
    nameOf(field) {
      const part = partOf(field)
      return part === undefined ? field : t(`policy.${part}`)
    },
    valueOf(field, value) {
      if (value === null || value === undefined) return t('conflict.unsaid')
      if (partOf(field) === 'anonymiseNumbers') return t(value === true ? 'policy.hidden' : 'policy.visible')
      if (typeof value === 'boolean') return t(value ? 'policy.on' : 'policy.off')
      if (typeof value === 'number') return t('policy.days', { count: value })
      const period = keepingPeriod.safeParse(value).data
      return period === undefined ? t('conflict.unsaid') : t(`policy.period.${period}`)
    },
  }
}
