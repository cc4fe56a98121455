import { mergeClasses } from '@fluentui/react-components'
import { CheckmarkCircle20Filled, SubtractCircle20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { teamsPackagePart, type TeamsPackageView } from '../../../../../server/contract/package-routes.ts'
import { Group } from '../parts/Group.tsx'
import { useStyles } from './teams.styles.ts'

/** What the package brings into Teams, what it leaves out, and why. */
export function PackageContents({ view }: { view: TeamsPackageView }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  return (
    <Group title={t('teams.contents')} hint={t(`teams.registration.${view.registration}`)}>
      <ul className={styles.list}>
        {teamsPackagePart.options.map((part) => {
          const isThere = view.parts.includes(part)
          const Icon = isThere ? CheckmarkCircle20Filled : SubtractCircle20Regular
          return (
            <li key={part} className={styles.entry}>
              <Icon
                className={mergeClasses(styles.icon, isThere ? styles.isThere : styles.isLeftOut)}
                aria-hidden
              />
              <div className={styles.words}>
                <span className={styles.name}>
                  {t(`teams.part.${part}.name`)}
                  <span className={styles.hidden}>: {t(isThere ? 'teams.isThere' : 'teams.isLeftOut')}</span>
                </span>
                <span className={styles.more}>{t(`teams.part.${part}.text`)}</span>
              </div>
            </li>
          )
        })}
      </ul>
    </Group>
  )
}
