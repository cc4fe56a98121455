import { Input } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Chooser } from '../parts/Chooser.tsx'
import { Group } from '../parts/Group.tsx'
import { timeZones, useCountries } from '../parts/places.ts'
import { Row } from '../parts/Row.tsx'
import type { SettingsForm } from './SettingsPage.tsx'

export interface GeneralProps {
  form: Pick<SettingsForm, 'name' | 'timeZone' | 'country'>
  onChange: (change: Partial<Pick<SettingsForm, 'name' | 'timeZone' | 'country'>>) => void
}

/** What the environment is called, and where it is. */
export function General({ form, onChange }: GeneralProps) {
  const { t } = useTranslation('people')
  const countries = useCountries()
  return (
    <Group title={t('settings.general')}>
      <Row
        label={t('settings.name')}
        hint={t('settings.nameHint')}
        issue={form.name.trim() === '' ? t('settings.nameIssue') : undefined}
      >
        {(aria) => (
          <Input
            {...aria}
            value={form.name}
            maxLength={200}
            autoComplete="off"
            onChange={(_, { value }) => onChange({ name: value })}
          />
        )}
      </Row>
      <Row label={t('settings.timeZone')} hint={t('settings.timeZoneHint')}>
        {(aria) => (
          <Chooser
            aria={aria}
            value={form.timeZone}
            choices={timeZones(form.timeZone)}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        )}
      </Row>
      <Row label={t('settings.country')} hint={t('settings.countryHint')}>
        {(aria) => (
          <Chooser
            aria={aria}
            value={form.country}
            choices={countries}
            onChange={(country) => onChange({ country })}
          />
        )}
      </Row>
    </Group>
  )
}
