import { Button, Dropdown, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpeningHours, OpeningPreview } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Chooser, type Choice } from '../parts/Chooser.tsx'
import { Group } from '../parts/Group.tsx'
import { Row } from '../parts/Row.tsx'
import { SwitchRow } from '../parts/SwitchRow.tsx'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './hours.styles.ts'
import { useHolidayRegions } from './use-holiday-regions.ts'
import { dateWords } from './zoned-words.ts'

const WHOLE_COUNTRY = ''

/** The public holidays on which the service is closed, by country and state. */
export function Holidays({ preview }: { preview: OpeningPreview | null }) {
  const { t } = useTranslation('studio')
  const { mine, view, change, may } = useEditing()
  const { holidays } = mine.openingHours
  const regions = useHolidayRegions()
  const countries = useCountriesOf(regions ?? [], holidays?.country ?? null)
  const readOnly = !may('openingHours')
  const states = regions?.find(({ country }) => country === holidays?.country)?.states ?? []

  function put(next: OpeningHours['holidays']): void {
    change((settings) => ({
      ...settings,
      openingHours: { ...settings.openingHours, holidays: next },
    }))
  }

  return (
    <Group title={t('hours.holidays')} hint={t('hours.holidaysHint')}>
      <SwitchRow
        label={t('hours.closedOnHolidays')}
        checked={holidays !== null}
        disabled={readOnly}
        onChange={(closed) => put(closed ? { country: view.service.country, state: null } : null)}
      />
      {holidays !== null && (
        <Row label={t('hours.country')}>
          {(aria) => (
            <Chooser
              aria={aria}
              value={holidays.country}
              choices={countries}
              disabled={readOnly || regions === null}
              onChange={(country) => put({ country, state: null })}
            />
          )}
        </Row>
      )}
      {holidays !== null && (states.length > 0 || holidays.state !== null) && (
        <Row label={t('hours.state')} hint={t('hours.stateHint')}>
          {(aria) => (
            <Dropdown
              {...aria}
              disabled={readOnly}
              selectedOptions={[holidays.state ?? WHOLE_COUNTRY]}
              value={
                states.find(({ code }) => code === holidays.state)?.name ??
                holidays.state ??
                t('hours.wholeCountry')
              }
              onOptionSelect={(_, { optionValue = WHOLE_COUNTRY }) =>
                put({ ...holidays, state: optionValue === WHOLE_COUNTRY ? null : optionValue })
              }
            >
              <Option value={WHOLE_COUNTRY}>{t('hours.wholeCountry')}</Option>
              {states.map(({ code, name }) => (
                <Option key={code} value={code}>
                  {name}
                </Option>
              ))}
            </Dropdown>
          )}
        </Row>
      )}
      {holidays !== null && preview !== null && preview.holidays.length > 0 && (
        <ComingHolidays days={preview.holidays} />
      )}
    </Group>
  )
}

/** Countries whose holidays are known, and the one that is chosen in any case. */
function useCountriesOf(
  regions: readonly { country: string; name: string }[],
  chosen: string | null,
): readonly Choice[] {
  const format = useFormat()
  const known = regions.map(({ country, name }) => ({ value: country, text: name }))
  if (chosen === null || known.some(({ value }) => value === chosen)) return known
  return [{ value: chosen, text: format.country(chosen) }, ...known]
}

const FIRST_DAYS = 4

function ComingHolidays({ days }: { days: OpeningPreview['holidays'] }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const [all, setAll] = useState(false)
  const shown = all ? days : days.slice(0, FIRST_DAYS)
  return (
    <div className={styles.coming}>
      <h3 className={styles.comingHead}>{t('hours.coming')}</h3>
      <ul className={styles.comingDays}>
        {shown.map(({ date, name }) => (
          <li key={date} className={styles.comingDay}>
            <span>{name}</span>
            <span className={styles.comingDate}>{dateWords(format.language, date)}</span>
          </li>
        ))}
      </ul>
      {days.length > FIRST_DAYS && (
        <div className={styles.foot} style={{ paddingTop: 0 }}>
          <Button size="small" appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('hours.fewer') : t('hours.allDays', { count: days.length })}
          </Button>
        </div>
      )}
    </div>
  )
}
