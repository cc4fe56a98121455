import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFigures } from '../../../../server/contract/call.ts'
import { Card } from './Card.tsx'
import { funnelOf, type FunnelStep } from './figures.ts'
import { useStyles } from './Funnel.styles.ts'
import { useStyles as useFigureStyles } from './figures.styles.ts'
import { useFigureFormat } from './use-figure-format.ts'

const percentOf = (share: number | null): string => `${(share ?? 0) * 100}%`

/** How many calls came how far on their way to a chat. Reads as a list of sentences where nobody sees it. */
export function Funnel({ figures }: { figures: CallFigures }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const steps = funnelOf(figures)
  return (
    <Card title={t('funnel.title')} hint={t('funnel.hint')}>
      <ol className={styles.root}>
        {steps.map((step, index) => (
          <Step key={step.name} step={step} next={steps[index + 1]} />
        ))}
      </ol>
      <p className={styles.footnote}>
        <span className={styles.columnsNote}>{t('funnel.columns')} </span>
        {t('funnel.receipts')}
      </p>
    </Card>
  )
}

function Step({ step, next }: { step: FunnelStep; next: FunnelStep | undefined }) {
  const styles = useStyles()
  const { hidden } = useFigureStyles()
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const { name, count, partOf, part, share } = step
  const size = {
    '--share': percentOf(share),
    '--next': percentOf(next?.share ?? 0),
    '--least': count > 0 ? '2px' : '0',
  } as CSSProperties
  // What is a part of all calls needs no other measure.
  const isPart = part !== null && partOf !== null && partOf !== 'calls'
  const partWords = isPart ? t(`funnel.part.${partOf}`, { percent: format.percent(part) }) : ''
  const percent = share === null ? '' : format.percent(share)
  const shareWords = percent === '' || name === 'calls' ? '' : t('funnel.share', { percent })
  const sentence = [`${t(`step.${name}`)}: ${format.number(count)}`, partWords, shareWords]
  return (
    <li>
      <span className={hidden}>{sentence.filter((part) => part !== '').join(', ')}</span>
      <span className={styles.step} aria-hidden="true">
        <span className={styles.name}>{t(`step.${name}`)}</span>
        <span className={styles.count}>{format.number(count)}</span>
        <span className={styles.part}>{partWords}</span>
        <span className={styles.bar} style={size}>
          <span className={styles.fill} />
          {next !== undefined && <span className={styles.slope} />}
        </span>
        <span className={styles.share}>{shareWords}</span>
        <span className={styles.percent}>{percent}</span>
      </span>
    </li>
  )
}
