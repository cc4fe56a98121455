import { mergeClasses } from '@fluentui/react-components'
import {
  CheckmarkCircle20Filled,
  Circle20Regular,
  ErrorCircle20Filled,
  Info20Regular,
  type FluentIcon,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ReadinessProblem } from '../../../../../server/contract/service-settings.ts'
import { useMay } from '../frame/use-environment.ts'
import { SectionLink } from '../SectionLink.tsx'
import { useEditing } from '../use-editing.ts'
import { checksOf, fixOf, type Check } from './checks.ts'
import { useStyles } from './overview.styles.ts'
import { useProblemWords } from './use-problem-words.ts'

const ICONS: Readonly<Record<Check['state'], FluentIcon>> = {
  done: CheckmarkCircle20Filled,
  blocking: ErrorCircle20Filled,
  hint: Info20Regular,
  unknown: Circle20Regular,
}

/** What the service needs, what of it is there, and where to see to the rest. */
export function Readiness() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { view } = useEditing()
  return (
    <ul className={styles.checks}>
      {checksOf(view.service).map(({ name, state, problems }) => {
        const Icon = ICONS[state]
        return (
          <li key={name} className={styles.check}>
            <Icon className={mergeClasses(styles.icon, styles[state])} aria-hidden />
            <div className={styles.checkWords}>
              <span className={styles.checkName}>
                {t(`check.${name}`)}
                <span className={styles.hidden}>: {t(`check.state.${state}`)}</span>
              </span>
              {problems.map((problem) => (
                <ProblemLine key={`${problem.code} ${problem.language ?? ''}`} problem={problem} />
              ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function ProblemLine({ problem }: { problem: ReadinessProblem }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const words = useProblemWords()(problem)
  const section = fixOf(problem)
  const mayFix = useMay('channel:edit') || section !== 'channels'
  return (
    <div className={styles.problem}>
      {words.what} <span className={styles.quiet}>{words.fix}</span>{' '}
      {mayFix && (
        <SectionLink section={section} language={problem.language ?? null}>
          {t(`problem.go.${section}`)}
        </SectionLink>
      )}
    </div>
  )
}
