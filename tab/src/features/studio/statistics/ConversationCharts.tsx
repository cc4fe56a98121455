import { useTranslation } from 'react-i18next'
import type { ConversationOrigin, ServiceStatisticsView } from '../../../../../server/contract/statistics.ts'
import { Card } from '../../figures/Card.tsx'
import { DayChart } from '../../figures/DayChart.tsx'
import { barsOf, rank } from '../../figures/figures.ts'
import { RankedBars, type Tone } from '../../figures/RankedBars.tsx'
import { useFigureFormat } from '../../figures/use-figure-format.ts'
import { ConversationTiles } from './ConversationTiles.tsx'

/** Everything about the conversations of a period. */
export function ConversationCharts({ view: { total, days } }: { view: ServiceStatisticsView }) {
  return (
    <>
      <ConversationTiles figures={total} />
      {days.length > 1 && <MessageDays days={days} />}
      {total.opened > 0 && <Origins origins={total.origins} />}
    </>
  )
}

const MESSAGES = ['inbound', 'outbound'] as const
const TONES = { inbound: 'best', outbound: 'part' } as const

function MessageDays({ days }: Pick<ServiceStatisticsView, 'days'>) {
  const { t } = useTranslation('reports')
  const bars = barsOf(days, MESSAGES)
  return (
    <DayChart
      title={t(`conversations.${bars.unit}`)}
      {...bars}
      series={MESSAGES.map((key) => ({ key, name: t(`conversations.${key}`), tone: TONES[key] }))}
      layout="beside"
    />
  )
}

const ORIGIN_TONES: Readonly<Record<ConversationOrigin, Tone>> = {
  contact: 'best',
  call: 'part',
  member: 'whole',
}

/** Who began them. */
function Origins({ origins }: Pick<ServiceStatisticsView['total'], 'origins'>) {
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const ranked = rank<ConversationOrigin>(origins)
  return (
    <Card title={t('conversations.origins')} hint={t('conversations.originsHint')}>
      <RankedBars
        bars={ranked.map(({ name: key, count, share }) => {
          const name = t(`conversations.origin.${key}`)
          const value = format.number(count)
          const percent = format.percent(share ?? 0)
          return {
            key,
            name,
            value,
            share: percent,
            sentence: `${name}: ${value}, ${percent}`,
            parts: [{ tone: ORIGIN_TONES[key], count }],
          }
        })}
        most={ranked[0]?.count ?? 0}
      />
    </Card>
  )
}
