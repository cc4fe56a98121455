import { mergeClasses } from '@fluentui/react-components'
import {
  CallRegular,
  ChatRegular,
  CheckmarkCircleRegular,
  ErrorCircleRegular,
  SendRegular,
  MicRegular,
  PhoneArrowRightRegular,
  ArrowReplyRegular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFigures } from '../../../../server/contract/call.ts'
import { ratio } from './figures.ts'
import { useStyles } from './Tiles.styles.ts'
import { useReportFormat } from './use-report-format.ts'

interface TileProps {
  icon: ReactElement
  label: string
  /** `null` while there is nothing to measure. */
  value: string | null
  hint: string
  /** A part of a whole, drawn below the figure. */
  share?: number | null
  bad?: boolean
}

/** The figures that people ask for first. */
export function Tiles({ figures }: { figures: CallFigures }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  return (
    <section aria-label={t('tile.title')}>
      <dl className={styles.root}>
        <Shares figures={figures} />
        <Lengths figures={figures} />
      </dl>
    </section>
  )
}

function Shares({ figures }: { figures: CallFigures }) {
  const { t } = useTranslation('reports')
  const format = useReportFormat()
  const { calls, offered, accepted, otherNumber, answered, failed } = figures
  const percent = (share: number | null): string | null => (share === null ? null : format.percent(share))
  const of = (count: number, whole: number) => ({
    part: format.number(count),
    whole: format.number(whole),
  })
  const chats = ratio(answered, calls)
  const acceptance = ratio(accepted, offered)
  const others = ratio(otherNumber, accepted)
  return (
    <>
      <Tile
        icon={<ChatRegular />}
        label={t('tile.chats')}
        value={percent(chats)}
        hint={t('tile.chatsHint', of(answered, calls))}
        share={chats}
      />
      <Tile
        icon={<CheckmarkCircleRegular />}
        label={t('tile.acceptance')}
        value={percent(acceptance)}
        hint={t('tile.acceptanceHint', of(accepted, offered))}
        share={acceptance}
      />
      <Tile
        icon={<PhoneArrowRightRegular />}
        label={t('tile.otherNumber')}
        value={percent(others)}
        hint={t('tile.otherNumberHint', of(otherNumber, accepted))}
        share={others}
      />
      <Tile
        icon={<ErrorCircleRegular />}
        label={t('tile.failed')}
        value={accepted === 0 ? null : format.number(failed)}
        hint={t('tile.failedHint', { whole: format.number(accepted) })}
        share={ratio(failed, accepted)}
        bad={failed > 0}
      />
    </>
  )
}

function Lengths({ figures }: { figures: CallFigures }) {
  const { t } = useTranslation('reports')
  const format = useReportFormat()
  const { answersBySpeech, answersByKey } = figures
  const length = (seconds: number | null): string | null => (seconds === null ? null : format.length(seconds))
  const voice = ratio(answersBySpeech, answersBySpeech + answersByKey)
  return (
    <>
      <Tile
        icon={<SendRegular />}
        label={t('tile.toInvitation')}
        value={length(figures.secondsToInvitation)}
        hint={t('tile.toInvitationHint')}
      />
      <Tile
        icon={<ArrowReplyRegular />}
        label={t('tile.toFirstMessage')}
        value={length(figures.secondsToFirstMessage)}
        hint={t('tile.toFirstMessageHint')}
      />
      <Tile
        icon={<CallRegular />}
        label={t('tile.length')}
        value={length(figures.callSeconds)}
        hint={t('tile.lengthHint')}
      />
      <Tile
        icon={<MicRegular />}
        label={t('tile.voice')}
        value={voice === null ? null : format.percent(voice)}
        hint={t('tile.voiceHint', {
          speech: format.number(answersBySpeech),
          keys: format.number(answersByKey),
        })}
        share={voice}
      />
    </>
  )
}

function Tile({ icon, label, value, hint, share, bad = false }: TileProps) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  return (
    <div className={styles.tile}>
      <dt className={styles.label}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        {label}
      </dt>
      <dd className={mergeClasses(styles.value, value === null && styles.nothing, bad && styles.bad)}>
        {value === null ? <span aria-hidden="true">–</span> : value}
      </dd>
      <dd className={styles.detail}>
        {value === null ? t('tile.none') : hint}
        {share !== undefined && share !== null && (
          <div className={styles.meter} aria-hidden="true">
            <div
              className={mergeClasses(styles.meterFill, bad && styles.badFill)}
              style={{ width: `${share * 100}%` }}
            />
          </div>
        )}
      </dd>
    </div>
  )
}
