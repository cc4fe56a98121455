import { Button } from '@fluentui/react-components'
import { ChevronDown16Regular, ChevronUp16Regular } from '@fluentui/react-icons'
import type { TFunction } from 'i18next'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntryView } from '../../../../../server/contract/audit.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { BeforeAndAfter } from '../../../components/changes/BeforeAndAfter.tsx'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useStyles } from './audit.styles.ts'
import { useAuditWords } from './use-audit-words.ts'

/** More than these are shown on request. */
const FEW = 3

/** One entry: what was done to what, by whom, and how it was and is. */
export function AuditEntry({ entry }: { entry: AuditEntryView }) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const format = useFormat()
  const { titleOf, nameOf, valueOf } = useAuditWords()
  const [all, setAll] = useState(false)
  const id = useId()
  const at = new Date(entry.at)
  const shown = all ? entry.changes : entry.changes.slice(0, FEW)
  const hidden = entry.changes.length - FEW
  return (
    <li className={styles.entry}>
      <h3 className={styles.what} dir="auto">
        {titleOf(entry)}
      </h3>
      <p className={styles.who}>
        <time dateTime={entry.at} title={format.full(at)}>
          {format.time(at)}
        </time>
        <span>{actorName(entry, t)}</span>
        {entry.address !== null && <span>{t('audit.address', { address: entry.address })}</span>}
        {entry.outcome !== 'done' && (
          <span className={styles.outcome}>{t(`audit.outcome.${entry.outcome}`)}</span>
        )}
      </p>
      {shown.length > 0 && (
        <ul id={id} className={styles.changes}>
          {shown.map((change) => (
            <li key={change.path} className={styles.change}>
              <span className={styles.field}>{nameOf(change.path)}</span>
              <BeforeAndAfter
                before={valueOf(change.path, change.before)}
                after={valueOf(change.path, change.after)}
              />
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <Button
          size="small"
          appearance="subtle"
          className={styles.allButton}
          aria-expanded={all}
          aria-controls={id}
          icon={all ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
          onClick={() => setAll(!all)}
        >
          {all ? t('audit.fewer') : t('audit.all', { count: hidden })}
        </Button>
      )}
    </li>
  )
}

function actorName({ actor }: AuditEntryView, t: TFunction<'people'>): string {
  if (actor.kind === 'system') return t('audit.system')
  if (actor.kind === 'provisioning') return t('audit.provisioning')
  const name = safeName(actor.name)
  return actor.kind === 'apiKey' ? `${t('audit.byKey')} ${name}` : name
}
