import { useTranslation } from 'react-i18next'
import type { CallFigures, CallResult } from '../../../../server/contract/call.ts'
import { promptName } from '../conversation/messages/call-words.ts'
import { Card } from './Card.tsx'
import { rank, rankMissed, rankResults, type Ranked } from './figures.ts'
import { RankedBars, type RankedBar, type Tone } from './RankedBars.tsx'
import { useStyles } from './figures.styles.ts'
import { useFigureFormat } from './use-figure-format.ts'

interface BreakdownProps {
  figures: CallFigures
}

/** At which question callers hang up. */
export function HangUps({ figures }: BreakdownProps) {
  const { t } = useTranslation(['reports', 'calls'])
  const { t: callText } = useTranslation('calls')
  const barOf = useRankedBar()
  const ranked = rank(figures.hangUps)
  return (
    <Card title={t('reports:hangUps.title')} hint={t('reports:hangUps.hint')}>
      {ranked.length === 0 ? (
        <None text={t('reports:hangUps.none')} />
      ) : (
        <RankedBars
          bars={ranked.map((one) => barOf(one, promptName(callText, one.name), 'best'))}
          most={ranked[0]?.count ?? 0}
        />
      )}
    </Card>
  )
}

/** Which questions are answered with silence or with something that is not understood. */
export function Missed({ figures }: BreakdownProps) {
  const { t } = useTranslation('reports')
  const { t: callText } = useTranslation('calls')
  const format = useFigureFormat()
  const missed = rankMissed(figures)
  return (
    <Card title={t('missed.title')} hint={t('missed.hint')}>
      {missed.length === 0 ? (
        <None text={t('missed.none')} />
      ) : (
        <RankedBars
          legend={[
            { tone: 'best', name: t('missed.notUnderstood') },
            { tone: 'part', name: t('missed.silences') },
          ]}
          bars={missed.map(({ name, count, notUnderstood, silences }) => {
            const prompt = promptName(callText, name)
            const words = [
              `${t('missed.notUnderstood')} ${format.number(notUnderstood)}`,
              `${t('missed.silences')} ${format.number(silences)}`,
            ]
            return {
              key: name,
              name: prompt,
              value: format.number(count),
              sentence: `${prompt}: ${words.join(', ')}`,
              parts: [
                { tone: 'best', count: notUnderstood },
                { tone: 'part', count: silences },
              ],
            }
          })}
          most={missed[0]?.count ?? 0}
        />
      )}
    </Card>
  )
}

const RESULT_TONES: Readonly<Record<CallResult, Tone>> = {
  invited: 'best',
  forwarded: 'part',
  in_progress: 'part',
  refused: 'whole',
  abandoned: 'whole',
  not_understood: 'warn',
  invitation_failed: 'bad',
  not_ready: 'bad',
}

/** How calls ended. */
export function Results({ figures }: BreakdownProps) {
  const { t } = useTranslation(['reports', 'calls'])
  const barOf = useRankedBar()
  const ranked = rankResults(figures)
  return (
    <Card title={t('reports:results.title')} hint={t('reports:results.hint')}>
      <RankedBars
        bars={ranked.map((one) => barOf(one, t(`calls:result.${one.name}`), RESULT_TONES[one.name]))}
        most={ranked[0]?.count ?? 0}
      />
    </Card>
  )
}

/** In which languages callers were spoken to. */
export function Languages({ figures }: BreakdownProps) {
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const barOf = useRankedBar()
  const ranked = rank(figures.languages)
  return (
    <Card title={t('languages.title')} hint={t('languages.hint')}>
      <RankedBars
        bars={ranked.map((one) => barOf(one, format.languageName(one.name), 'best'))}
        most={ranked[0]?.count ?? 0}
      />
    </Card>
  )
}

function useRankedBar(): (ranked: Ranked, name: string, tone: Tone) => RankedBar {
  const format = useFigureFormat()
  return ({ name: key, count, share }, name, tone) => {
    const value = format.number(count)
    const percent = format.percent(share ?? 0)
    return {
      key,
      name,
      value,
      share: percent,
      sentence: `${name}: ${value}, ${percent}`,
      parts: [{ tone, count }],
    }
  }
}

function None({ text }: { text: string }) {
  const styles = useStyles()
  return <p className={styles.none}>{text}</p>
}
