import { useTranslation } from 'react-i18next'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import { DayChart } from './DayChart.tsx'
import { barsOf } from './figures.ts'

/** From back to front. */
const TONES = { calls: 'whole', sent: 'part', answered: 'best' } as const
const NAMES = ['calls', 'sent', 'answered'] as const

/** Calls, invitations and answers over time: each a part of the one before. */
export function CallDays({ days }: { days: CallFiguresView['days'] }) {
  const { t } = useTranslation('reports')
  const bars = barsOf(
    days.map(({ date, figures: { calls, sent, answered } }) => ({ date, calls, sent, answered })),
    NAMES,
  )
  return (
    <DayChart
      title={t(`chart.${bars.unit}`)}
      {...bars}
      series={NAMES.map((key) => ({ key, name: t(`chart.${key}`), tone: TONES[key] }))}
      layout="within"
    />
  )
}
