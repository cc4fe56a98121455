import type { ReactNode } from 'react'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import { HangUps, Languages, Missed, Results } from './Breakdowns.tsx'
import { CallDays } from './CallDays.tsx'
import { Funnel } from './Funnel.tsx'
import { useStyles } from './figures.styles.ts'
import { Tiles } from './Tiles.tsx'

export interface CallChartsProps {
  view: CallFiguresView
  /** What else there is to tell, below. */
  children?: ReactNode
}

/** Everything that the figures of a period tell about its calls. */
export function CallCharts({ view: { total, days }, children }: CallChartsProps) {
  const styles = useStyles()
  return (
    <>
      <Funnel figures={total} />
      <Tiles figures={total} />
      {days.length > 1 && <CallDays days={days} />}
      <div className={styles.pair}>
        <Results figures={total} />
        <HangUps figures={total} />
      </div>
      <div className={styles.pair}>
        <Missed figures={total} />
        <Languages figures={total} />
      </div>
      {children}
    </>
  )
}
