import { Avatar } from '@fluentui/react-components'
import { CallRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallerRow } from '../../../../../server/contract/privacy-routes.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Group } from '../parts/Group.tsx'
import { useStyles } from '../parts/list.styles.ts'
import { ListRow } from '../parts/ListRow.tsx'
import { EraseCallerDialog } from './EraseCallerDialog.tsx'
import { PersonActions } from './PersonActions.tsx'

export interface CallerListProps {
  callers: readonly CallerRow[]
  onErased: (number: string) => void
}

/** Calls of the number that was looked for, whether or not they led to a contact. */
export function CallerList({ callers, onErased }: CallerListProps) {
  const [erasing, setErasing] = useState<CallerRow | null>(null)
  if (callers.length === 0) return null
  return (
    <>
      {callers.map((caller) => (
        <Caller key={caller.number} caller={caller} onErase={() => setErasing(caller)} />
      ))}
      {erasing !== null && (
        <EraseCallerDialog
          caller={erasing}
          onClose={() => setErasing(null)}
          onErased={() => {
            setErasing(null)
            onErased(erasing.number)
          }}
        />
      )}
    </>
  )
}

function Caller({ caller, onErase }: { caller: CallerRow; onErase: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('integrations')
  const { number } = caller

  return (
    <Group
      title={t('callers.title', { number, count: caller.calls })}
      hint={t('callers.hint')}
      aside={
        <PersonActions
          path="callers/export"
          query={{ number }}
          fileName={t('callers.fileName')}
          exportLabel={t('callers.exportWhat', { number })}
          eraseLabel={t('callers.eraseWhat', { number })}
          onErase={onErase}
        />
      }
    >
      <ul className={styles.list}>
        {caller.latest.map((call) => (
          <CallLine key={call.id} call={call} />
        ))}
      </ul>
      {caller.calls > caller.latest.length && (
        <p className={styles.empty}>{t('callers.more', { count: caller.calls - caller.latest.length })}</p>
      )}
    </Group>
  )
}

function CallLine({ call }: { call: CallerRow['latest'][number] }) {
  const { t } = useTranslation(['integrations', 'calls'])
  const format = useFormat()
  const now = useNow()
  return (
    <ListRow
      media={<Avatar size={28} icon={<CallRegular />} />}
      name={format.moment(new Date(call.startedAt), now)}
      detail={
        <>
          <span>{t(`calls:result.${call.result}`)}</span>
          {call.durationSeconds !== null && (
            <span>{t('integrations:callers.seconds', { count: Math.round(call.durationSeconds) })}</span>
          )}
          {call.recordings > 0 && (
            <span>{t('integrations:callers.recordings', { count: call.recordings })}</span>
          )}
          {call.words && <span>{t('integrations:callers.words')}</span>}
          {call.consent && <span>{t('integrations:callers.consent')}</span>}
        </>
      }
    />
  )
}
