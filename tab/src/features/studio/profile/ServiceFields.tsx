import { Field, Input } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { Chooser } from '../parts/Chooser.tsx'
import { LanguageOrder } from '../parts/LanguageOrder.tsx'
import { timeZones, useCountries } from '../parts/places.ts'

/** What people say about a service, whether they make it or change it (DX-BOT-08 to 10). */
export interface ServiceFacts {
  name: string
  /** Spoken in this order; the first is the one to fall back to. */
  languages: SpokenLanguage[]
  country: string
  timeZone: string
}

export interface ServiceFieldsProps {
  facts: ServiceFacts
  /** What the name is good for, where that is not plain. */
  nameHint?: string
  /** The name is missing, and it is time to say so. */
  nameless: boolean
  onChange: (change: Partial<ServiceFacts>) => void
}

/** The fields of a service's own data. */
export function ServiceFields({ facts, nameHint, nameless, onChange }: ServiceFieldsProps) {
  const { t } = useTranslation('setup')
  const countries = useCountries()
  return (
    <>
      <Field
        label={t('profile.name')}
        {...(nameHint === undefined ? {} : { hint: nameHint })}
        {...(nameless ? { validationMessage: t('profile.nameIssue') } : {})}
      >
        <Input
          value={facts.name}
          maxLength={200}
          autoComplete="off"
          onChange={(_, { value }) => onChange({ name: value })}
        />
      </Field>
      <LanguageOrder
        label={t('profile.languages')}
        hint={t('profile.languagesHint')}
        languages={facts.languages}
        onChange={(languages) => onChange({ languages })}
      />
      <Field label={t('profile.country')}>
        <Chooser value={facts.country} choices={countries} onChange={(country) => onChange({ country })} />
      </Field>
      <Field label={t('profile.timeZone')}>
        <Chooser
          value={facts.timeZone}
          choices={timeZones(facts.timeZone)}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      </Field>
    </>
  )
}
