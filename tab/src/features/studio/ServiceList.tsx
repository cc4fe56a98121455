import { Button, mergeClasses } from '@fluentui/react-components'
import {
  AddRegular,
  CheckmarkCircle16Filled,
  ChevronRight20Regular,
  CloudArrowUp16Regular,
  ErrorCircle16Filled,
  Info16Regular,
  OptionsRegular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { followLink } from '../areas/follow-link.ts'
import { AccessNews } from './access/AccessLink.tsx'
import { CreateServiceDialog } from './create/CreateServiceDialog.tsx'
import { SidePage } from './frame/SidePage.tsx'
import { useMay } from './frame/use-environment.ts'
import { fixOf } from './overview/checks.ts'
import { useProblemWords } from './overview/use-problem-words.ts'
import { SectionLink } from './SectionLink.tsx'
import { useStyles } from './ServiceList.styles.ts'
import { TeamsHint } from './teams/TeamsLink.tsx'
import type { Services as ServicesDesk } from './use-services.ts'
import { useStudioPlace } from './use-studio-place.ts'
import { useTemplateName } from './use-template-name.ts'

/** The services of an environment: whether each works, and what is to be seen to. */
export function ServiceList({ services: { state, reload, renew } }: { services: ServicesDesk }) {
  const { t } = useTranslation(['studio', 'setup'])
  const { go } = useStudioPlace()
  const mayCreate = useMay('service:edit')
  const [creating, setCreating] = useState(false)
  const items = state.step === 'ready' ? state.items : []
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {t('setup:create.open')}
    </Button>
  )
  return (
    <SidePage
      page="services"
      title={t('studio:list.title')}
      lead={t('studio:list.lead')}
      state={state.step === 'ready' ? { step: 'ready', value: state.items } : state}
      onRetry={reload}
      actions={mayCreate && items.length > 0 && create}
    >
      {(services) => (
        <>
          <AccessNews />
          {services.length === 0 ? (
            <EmptyState
              icon={<OptionsRegular />}
              title={t('studio:list.empty')}
              hint={t(mayCreate ? 'studio:list.emptyCreate' : 'studio:list.emptyHint')}
              actions={mayCreate && create}
            />
          ) : (
            <Services services={services} />
          )}
          <TeamsHint />
          {creating && (
            <CreateServiceDialog
              services={services}
              onClose={() => setCreating(false)}
              onCreated={({ id }) => {
                renew()
                go({ serviceId: id, section: 'overview' })
              }}
            />
          )}
        </>
      )}
    </SidePage>
  )
}

function Services({ services }: { services: readonly ServiceView[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {services.map((service) => (
        <ServiceCard key={service.id} service={service} />
      ))}
    </ul>
  )
}

function ServiceCard({ service }: { service: ServiceView }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { link, go } = useStudioPlace()
  const templateName = useTemplateName()
  const target = { serviceId: service.id, section: 'overview' as const }
  return (
    <li className={styles.card}>
      <div className={styles.line}>
        <div className={styles.words}>
          <a
            className={styles.name}
            href={link(target)}
            onClick={(event) => followLink(event, () => go(target))}
          >
            {service.name}
          </a>
          <span className={styles.facts}>
            {templateName(service.template)} · {service.languages.map(format.languageName).join(', ')}
          </span>
        </div>
        <div className={styles.marks}>
          {service.unpublished && (
            <span className={styles.mark}>
              <CloudArrowUp16Regular aria-hidden />
              {t('list.unpublished')}
            </span>
          )}
          <ReadyMark ready={service.ready} />
        </div>
        <ChevronRight20Regular className={styles.chevron} aria-hidden />
      </div>
      <Problems service={service} />
    </li>
  )
}

function ReadyMark({ ready }: Pick<ServiceView, 'ready'>) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  if (ready === null) return <span className={styles.mark}>{t('list.noCalls')}</span>
  const Icon = ready ? CheckmarkCircle16Filled : ErrorCircle16Filled
  return (
    <span className={mergeClasses(styles.mark, ready ? styles.isReady : styles.isNotReady)}>
      <Icon aria-hidden />
      {t(ready ? 'list.ready' : 'list.notReady')}
    </span>
  )
}

function Problems({ service }: { service: ServiceView }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const words = useProblemWords()
  const mayConnect = useMay('channel:edit')
  if (service.problems.length === 0) return null
  return (
    <ul className={styles.problems}>
      {service.problems.map((problem) => {
        const { what, fix } = words(problem)
        const section = fixOf(problem)
        const canFix = mayConnect || section !== 'channels'
        const Icon = problem.blocking ? ErrorCircle16Filled : Info16Regular
        return (
          <li key={`${problem.code} ${problem.language ?? ''}`} className={styles.problem}>
            <Icon
              className={mergeClasses(styles.icon, problem.blocking ? styles.blocking : styles.hint)}
              aria-label={t(problem.blocking ? 'check.state.blocking' : 'check.state.hint')}
            />
            <span>
              {what} <span className={styles.fix}>{fix}</span>{' '}
              {canFix && (
                <SectionLink serviceId={service.id} section={section} language={problem.language ?? null}>
                  {t(`problem.go.${section}`)}
                </SectionLink>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
