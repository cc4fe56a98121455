import { useTranslation } from 'react-i18next'
import type { FieldWords } from '../../../components/changes/ConflictDialog.tsx'
import { usePolicyWords } from '../../policy/use-policy-words.ts'

/** The fields of an account, and their values, in words. */
export function useAccountWords(): FieldWords {
  const { t } = useTranslation('administration')
  const policy = usePolicyWords()
  const names: Readonly<Record<string, string>> = {
    name: t('account.name'),
    reference: t('account.reference'),
    retentionDays: t('account.retentionKeep'),
    twoFactorRequired: t('account.twoFactor'),
    entraTenants: t('account.entra'),
  }
  return {
    nameOf: (field) => names[field] ?? policy.nameOf(field),
    valueOf(field, value) {
      if (!(field in names)) return policy.valueOf(field, value)
      if (field === 'retentionDays') {
        return value === null ? t('conflict.forever') : t('conflict.days', { count: Number(value) })
      }
      if (typeof value === 'boolean') return t(value ? 'conflict.yes' : 'conflict.no')
      const text = Array.isArray(value) ? value.join('\n') : String(value)
      return text === '' ? t('conflict.nothing') : text
    },
  }
}
