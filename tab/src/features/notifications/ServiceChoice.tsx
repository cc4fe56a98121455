import { Checkbox, Radio, RadioGroup } from '@fluentui/react-components'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './notifications.styles.ts'
import { Section } from './Section.tsx'
import type { MyServices } from './use-my-services.ts'

interface ServiceChoiceProps {
  known: MyServices
  /** `null`: of every service, also of those to come. */
  chosen: readonly string[] | null
  onChange: (serviceIds: string[] | null) => void
}

/** Which services somebody wants to hear of. Where there is only one, there is nothing to choose. */
export function ServiceChoice({ known, chosen, onChange }: ServiceChoiceProps) {
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  const environments = known.environments ?? []
  const all = environments.flatMap(({ services }) => services)
  if (known.environments === null || (all.length < 2 && chosen === null)) return null
  const none = chosen?.length === 0
  const note = none ? t('services.none') : known.incomplete ? t('services.failed') : undefined
  return (
    <Section title={t('services.title')} note={note}>
      <RadioGroup
        className={styles.choice}
        layout="horizontal"
        aria-label={t('services.title')}
        value={chosen === null ? 'all' : 'some'}
        onChange={(_, { value }) => onChange(value === 'all' ? null : all.map(({ id }) => id))}
      >
        <Radio value="all" label={t('services.all')} />
        <Radio value="some" label={t('services.some')} />
      </RadioGroup>
      {chosen !== null &&
        environments.map((environment) => (
          <ServicesIn
            key={environment.id}
            environment={environment}
            named={environments.length > 1}
            chosen={chosen}
            onChange={onChange}
          />
        ))}
    </Section>
  )
}

interface ServicesInProps {
  environment: NonNullable<MyServices['environments']>[number]
  named: boolean
  chosen: readonly string[]
  onChange: (serviceIds: string[]) => void
}

function ServicesIn({ environment, named, chosen, onChange }: ServicesInProps) {
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  const id = useId()
  return (
    <fieldset
      className={styles.services}
      {...(named ? { 'aria-labelledby': id } : { 'aria-label': t('services.some') })}
    >
      {named && (
        <span id={id} className={styles.hint}>
          {environment.name}
        </span>
      )}
      {environment.services.map((service) => (
        <Checkbox
          key={service.id}
          label={service.name}
          checked={chosen.includes(service.id)}
          onChange={(_, { checked }) =>
            onChange(
              checked === true ? [...chosen, service.id] : chosen.filter((other) => other !== service.id),
            )
          }
        />
      ))}
    </fieldset>
  )
}
