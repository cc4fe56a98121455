import { useTranslation } from 'react-i18next'
import { notificationKind, type NotificationKind } from '../../../../server/contract/teams.ts'
import { useStyles } from './notifications.styles.ts'
import { Section } from './Section.tsx'
import { SwitchLine } from './SwitchLine.tsx'

interface KindSwitchesProps {
  /** Those that can concern this person. */
  offered: readonly NotificationKind[]
  chosen: readonly NotificationKind[]
  onChange: (kinds: NotificationKind[]) => void
}

/** What somebody wants to be told about. */
export function KindSwitches({ offered, chosen, onChange }: KindSwitchesProps) {
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  const none = offered.every((kind) => !chosen.includes(kind))
  return (
    <Section title={t('kinds.title')} note={none ? t('kinds.none') : undefined}>
      <div className={styles.lines}>
        {offered.map((kind) => (
          <SwitchLine
            key={kind}
            label={t(`kind.${kind}`)}
            hint={t(`kindHint.${kind}`)}
            checked={chosen.includes(kind)}
            onChange={(on) =>
              onChange(notificationKind.options.filter((one) => (one === kind ? on : chosen.includes(one))))
            }
          />
        ))}
      </div>
    </Section>
  )
}
