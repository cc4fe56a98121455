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
import { useTranslation } from 'react-i18next'
import type { CallFigures } from '../../../../server/contract/call.ts'
import { ratio } from './figures.ts'
import { Tile } from './Tile.tsx'
import { useStyles } from './Tiles.styles.ts'
import { useFigureFormat } from './use-figure-format.ts'

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
  const format = useFigureFormat()
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
  const format = useFigureFormat()
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
