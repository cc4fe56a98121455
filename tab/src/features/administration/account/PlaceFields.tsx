import { Field } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Chooser } from '../../studio/parts/Chooser.tsx'
import { ownTimeZone, timeZones, useCountries } from '../../studio/parts/places.ts'

export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string
  timeZone: string
}

/** Where the browser stands, as a beginning for what is made here. */
export function firstPlace(): Place {
  return {
    country: new Intl.Locale(navigator.language).maximize().region ?? 'DE',
    timeZone: ownTimeZone(),
  }
}

/** Where an environment is. */
export function PlaceFields({ place, onChange }: { place: Place; onChange: (place: Place) => void }) {
  const { t } = useTranslation('administration')
  const countries = useCountries()
  return (
    <>
      <Field label={t('create.country')} hint={t('create.countryHint')}>
        <Chooser
          value={place.country}
          choices={countries}
          onChange={(country) => onChange({ ...place, country })}
        />
      </Field>
      <Field label={t('create.timeZone')}>
        <Chooser
          value={place.timeZone}
          choices={timeZones(place.timeZone)}
          onChange={(timeZone) => onChange({ ...place, timeZone })}
        />
      </Field>
    </>
  )
}
