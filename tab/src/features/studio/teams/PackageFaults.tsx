import { mergeClasses } from '@fluentui/react-components'
import { ErrorCircle20Filled } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { TeamsPackageView } from '../../../../../server/contract/package-routes.ts'
import { Group } from '../parts/Group.tsx'
import { useStyles } from './teams.styles.ts'

const KNOWN = [
  'public_url_missing',
  'address_local',
  'address_not_https',
  'address_malformed',
  'id_not_guid',
] as const
type Known = (typeof KNOWN)[number]

/** What keeps the package from being built, and who sees to it. */
export function PackageFaults({ view }: { view: TeamsPackageView }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  return (
    <Group title={t('teams.missing')} hint={t('teams.missingHint')}>
      <ul className={styles.list}>
        {view.faults.map(({ code, message }) => {
          const known = KNOWN.find((word): word is Known => word === code)
          return (
            <li key={`${code} ${message}`} className={styles.entry}>
              <ErrorCircle20Filled className={mergeClasses(styles.icon, styles.isMissing)} aria-hidden />
              <div className={styles.words}>
                <span className={styles.name}>{t(`teams.fault.${known ?? 'other'}.what`)}</span>
                <span className={styles.more}>
                  {t(`teams.fault.${known ?? 'other'}.fix`, { address: view.publicUrl ?? '', message })}
                </span>
              </div>
            </li>
          )
        })}
      </ul>
    </Group>
  )
}
