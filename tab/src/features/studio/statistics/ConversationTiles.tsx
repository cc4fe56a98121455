import {
  ArrowReplyRegular,
  ChatAddRegular,
  CheckmarkCircleRegular,
  PersonChatRegular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ConversationFigures } from '../../../../../server/contract/statistics.ts'
import { ratio } from '../../figures/figures.ts'
import { Tile } from '../../figures/Tile.tsx'
import { useStyles } from '../../figures/Tiles.styles.ts'
import { useFigureFormat } from '../../figures/use-figure-format.ts'

/** What people ask first about a service's conversations. */
export function ConversationTiles({ figures }: { figures: ConversationFigures }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const { opened, resolved, written, answered, firstResponseSeconds, inbound, outbound } = figures
  const of = (count: number, whole: number) => ({ part: format.number(count), whole: format.number(whole) })
  const percent = (share: number | null): string | null => (share === null ? null : format.percent(share))
  const over = ratio(resolved, opened)
  const replied = ratio(answered, written)
  return (
    <dl className={styles.root}>
      <Tile
        icon={<ChatAddRegular />}
        label={t('conversations.opened')}
        value={format.number(opened)}
        hint={t('conversations.messages', {
          inbound: format.number(inbound),
          outbound: format.number(outbound),
        })}
      />
      <Tile
        icon={<ArrowReplyRegular />}
        label={t('conversations.firstResponse')}
        value={firstResponseSeconds === null ? null : format.length(firstResponseSeconds)}
        hint={t('conversations.firstResponseHint')}
      />
      <Tile
        icon={<PersonChatRegular />}
        label={t('conversations.answered')}
        value={percent(replied)}
        hint={t('conversations.answeredHint', of(answered, written))}
        share={replied}
      />
      <Tile
        icon={<CheckmarkCircleRegular />}
        label={t('conversations.resolved')}
        value={percent(over)}
        hint={t('conversations.resolvedHint', of(resolved, opened))}
        share={over}
      />
    </dl>
  )
}
