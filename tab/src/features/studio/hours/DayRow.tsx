import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Switch,
  Tooltip,
} from '@fluentui/react-components'
import { Copy16Regular } from '@fluentui/react-icons'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeInterval, Weekday } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { WEEKDAYS } from '../state/fields.ts'
import { useEditing } from '../use-editing.ts'
import { useStyles } from './hours.styles.ts'
import { Intervals } from './Intervals.tsx'
import { copyDay, hoursToBeginWith, WORKDAYS } from './week.ts'
import { weekdayName } from './zoned-words.ts'

/** One day of the week: open or closed, its hours, and the way to have the same on other days. */
export function DayRow({ day }: { day: Weekday }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { mine, change, may } = useEditing()
  const { weekly } = mine.openingHours
  const intervals = weekly[day]
  const name = weekdayName(format.language, day)
  const readOnly = !may('openingHours')
  // Whoever closes a day by mistake gets its hours back.
  const last = useRef<TimeInterval[] | null>(null)

  function put(next: TimeInterval[]): void {
    change((settings) => {
      const { openingHours } = settings
      return {
        ...settings,
        openingHours: { ...openingHours, weekly: { ...openingHours.weekly, [day]: next } },
      }
    })
  }

  function toggle(open: boolean): void {
    if (!open) last.current = intervals
    put(open ? (last.current ?? hoursToBeginWith(weekly, day)) : [])
  }

  return (
    <fieldset className={styles.day} aria-label={name}>
      <Switch
        className={styles.daySwitch}
        checked={intervals.length > 0}
        disabled={readOnly}
        label={name}
        onChange={(_, { checked }) => toggle(checked)}
      />
      {intervals.length === 0 ? (
        <span className={styles.closed}>{t('hours.closed')}</span>
      ) : (
        <Intervals
          day={name}
          intervals={intervals}
          path={`openingHours.weekly.${day}`}
          readOnly={readOnly}
          onChange={put}
        />
      )}
      {!readOnly && <CopyMenu day={day} name={name} />}
    </fieldset>
  )
}

function CopyMenu({ day, name }: { day: Weekday; name: string }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { change } = useEditing()
  const others = WEEKDAYS.filter((other) => other !== day)

  function copy(onto: readonly Weekday[]): void {
    change((settings) => {
      const { openingHours } = settings
      return {
        ...settings,
        openingHours: { ...openingHours, weekly: copyDay(openingHours.weekly, day, onto) },
      }
    })
  }

  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('hours.copy', { day: name })} relationship="label">
          <Button className={styles.copy} size="small" appearance="subtle" icon={<Copy16Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => copy(WORKDAYS)}>{t('hours.copyWorkdays')}</MenuItem>
          <MenuItem onClick={() => copy(others)}>{t('hours.copyAll')}</MenuItem>
          <MenuDivider />
          {others.map((other) => (
            <MenuItem key={other} onClick={() => copy([other])}>
              {weekdayName(format.language, other)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
