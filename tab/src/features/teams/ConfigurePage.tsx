import {
  Button,
  Dropdown,
  Field,
  mergeClasses,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Option,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { LockClosedRegular, PeopleTeamRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../../server/contract/member.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { TeamsTools } from '../../host/host.ts'
import { VIEWS, type ViewName } from '../../state/state.ts'
import { viewIcons } from '../inbox/view-icons.tsx'
import type { Session } from '../session/session.ts'
import { useStyles } from './ConfigurePage.styles.ts'
import { useConfiguration, type Configuration } from './use-configuration.ts'

/** Stands for "all of them" in a list of ids. */
const EVERY = ''

export interface ConfigurePageProps {
  session: Session
  me: MeView
  teams: TeamsTools
}

/** What a tab of a channel shows, chosen when it is added and whenever it is set up anew. Teams brings the buttons. */
export function ConfigurePage({ session, me, teams }: ConfigurePageProps) {
  const { t } = useTranslation(['teams', 'common'])
  const styles = useStyles()
  const configuration = useConfiguration(session, me, teams)
  if (configuration.environments.length === 0) {
    return (
      <main style={{ height: '100%' }}>
        <EmptyState
          icon={<LockClosedRegular />}
          title={t('teams:configure.noneTitle')}
          hint={t('teams:configure.noneHint')}
        />
      </main>
    )
  }
  return (
    <main className={styles.root}>
      <div className={styles.form}>
        <div className={styles.head}>
          <h1 className={styles.title}>{t('teams:configure.title')}</h1>
          <p className={styles.lead}>{t('teams:configure.lead')}</p>
        </div>
        {configuration.failed && (
          <MessageBar intent="error" layout="multiline" role="alert">
            <MessageBarBody>{t('teams:configure.failed')}</MessageBarBody>
            <MessageBarActions>
              <Button onClick={configuration.retry}>{t('common:action.retry')}</Button>
            </MessageBarActions>
          </MessageBar>
        )}
        <div className={styles.selects}>
          {configuration.environments.length > 1 && <EnvironmentField {...configuration} />}
          <ServiceField {...configuration} />
        </div>
        <ViewField {...configuration} />
        <p className={styles.name}>{t('teams:configure.name', { name: configuration.name })}</p>
      </div>
    </main>
  )
}

function EnvironmentField({ environments, choice, change }: Configuration) {
  const { t } = useTranslation('teams')
  return (
    <Field label={t('configure.environment')}>
      <Dropdown
        style={{ minWidth: 0 }}
        value={environments.find(({ id }) => id === choice.environmentId)?.name ?? ''}
        selectedOptions={[choice.environmentId]}
        onOptionSelect={(_, { optionValue = '' }) => change({ environmentId: optionValue, serviceId: null })}
      >
        {environments.map(({ id, name }) => (
          <Option key={id} value={id}>
            {name}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

function ServiceField({ services, choice, change }: Configuration) {
  const { t } = useTranslation('teams')
  const every = t('configure.everyService')
  const chosen = services?.find(({ id }) => id === choice.serviceId)
  return (
    <Field label={t('configure.service')}>
      <Dropdown
        style={{ minWidth: 0 }}
        disabled={services === null}
        value={services === null ? '' : (chosen?.name ?? every)}
        selectedOptions={[chosen?.id ?? EVERY]}
        onOptionSelect={(_, { optionValue = EVERY }) =>
          change({ serviceId: optionValue === EVERY ? null : optionValue })
        }
      >
        <Option value={EVERY}>{every}</Option>
        <>
          {services?.map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </>
      </Dropdown>
    </Field>
  )
}

function ViewField({ choice, change }: Configuration) {
  const { t } = useTranslation('teams')
  const styles = useStyles()
  return (
    <Field label={t('configure.view')}>
      <RadioGroup
        className={styles.views}
        value={choice.view}
        onChange={(_, { value }) => change({ view: value })}
      >
        {VIEWS.map((view) => (
          <Radio
            key={view}
            value={view}
            className={mergeClasses(styles.view, choice.view === view && styles.chosen)}
            label={<ViewLabel view={view} chosen={choice.view === view} />}
          />
        ))}
      </RadioGroup>
    </Field>
  )
}

function ViewLabel({ view, chosen }: { view: ViewName; chosen: boolean }) {
  const { t } = useTranslation(['teams', 'inbox'])
  const styles = useStyles()
  const Icon = viewIcons[view]
  return (
    <span className={styles.label}>
      <span className={mergeClasses(styles.icon, chosen && styles.chosenIcon)} aria-hidden="true">
        <Icon filled={chosen} />
      </span>
      <span className={styles.words}>
        <span className={styles.viewName}>{t(`inbox:nav.${view}`)}</span>
        <span className={styles.viewHint}>{t(`teams:configure.hints.${view}`)}</span>
      </span>
    </span>
  )
}

/** The same address outside of Teams, where there is nothing to set up. */
export function ConfigureOutside() {
  const { t } = useTranslation('teams')
  return (
    <main style={{ height: '100%' }}>
      <EmptyState
        icon={<PeopleTeamRegular />}
        title={t('configure.outsideTitle')}
        hint={t('configure.outsideHint')}
        actions={
          <Button as="a" href="/">
            {t('configure.outsideAction')}
          </Button>
        }
      />
    </main>
  )
}
