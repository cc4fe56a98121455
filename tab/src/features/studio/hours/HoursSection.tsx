import { Radio, RadioGroup } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Group } from '../parts/Group.tsx'
import { ReadOnlyNote } from '../parts/ReadOnlyNote.tsx'
import { Row } from '../parts/Row.tsx'
import { WEEKDAYS } from '../state/fields.ts'
import { useEditing } from '../use-editing.ts'
import { DayRow } from './DayRow.tsx'
import { Exceptions } from './Exceptions.tsx'
import { Holidays } from './Holidays.tsx'
import { HoursSummary } from './HoursSummary.tsx'
import { useOpeningPreview } from './use-opening-preview.ts'

/** When somebody is there (DX-HOURS-01): it decides about auto responses, never about calls (DX-HOURS-04). */
export function HoursSection() {
  const { t } = useTranslation('studio')
  const { mine, view, change, may } = useEditing()
  const { openingHours } = mine
  const preview = useOpeningPreview(view.service.id, openingHours)

  function setAlways(always: boolean): void {
    change((settings) => ({ ...settings, openingHours: { ...settings.openingHours, always } }))
  }

  return (
    <>
      <ReadOnlyNote area="openingHours" />
      <HoursSummary state={preview} always={openingHours.always} zone={view.service.timeZone} />
      <Group title={t('hours.availability')} hint={t('hours.availabilityHint')}>
        <Row label={t('hours.mode')}>
          {(aria) => (
            <RadioGroup
              {...aria}
              aria-label={t('hours.mode')}
              value={openingHours.always ? 'always' : 'hours'}
              disabled={!may('openingHours')}
              onChange={(_, { value }) => setAlways(value === 'always')}
            >
              <Radio value="hours" label={t('hours.byHours')} />
              <Radio value="always" label={t('hours.always')} />
            </RadioGroup>
          )}
        </Row>
      </Group>
      {!openingHours.always && (
        <>
          <Group title={t('hours.week')} hint={t('hours.weekHint', { zone: view.service.timeZone })}>
            {WEEKDAYS.map((day) => (
              <DayRow key={day} day={day} />
            ))}
          </Group>
          <Holidays preview={preview.step === 'ready' ? preview.preview : null} />
          <Exceptions />
        </>
      )}
    </>
  )
}
