import { useTranslation } from 'react-i18next'

const KNOWN = ['whatsapp-deflector', 'smart-ivr', 'messaging'] as const

/** What a service was made from, by its name for people. */
export function useTemplateName(): (template: string) => string {
  const { t } = useTranslation('studio')
  return (template) => {
    const known = KNOWN.find((name) => name === template)
    return known === undefined ? template : t(`template.${known}`)
  }
}
