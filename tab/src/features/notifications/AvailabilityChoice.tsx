import { Radio, RadioGroup } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { availability, type Availability } from '../../../../server/contract/teams.ts'
import { useStyles } from './notifications.styles.ts'
import { Section } from './Section.tsx'

interface AvailabilityChoiceProps {
  value: Availability
  onChange: (value: Availability) => void
}

/** Whether somebody takes new conversations. */
export function AvailabilityChoice({ value, onChange }: AvailabilityChoiceProps) {
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  return (
    <Section title={t('availability.title')} note={t(`availability.${value}Hint`)}>
      <RadioGroup
        layout="horizontal"
        className={styles.choice}
        aria-label={t('availability.title')}
        value={value}
        onChange={(_, data) => onChange(availability.parse(data.value))}
      >
        {availability.options.map((one) => (
          <Radio key={one} value={one} label={t(`availability.${one}`)} />
        ))}
      </RadioGroup>
    </Section>
  )
}
