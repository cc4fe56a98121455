import { Link, mergeClasses } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallResult, CallView } from '../../../../server/contract/call.ts'
import { deliveryError } from '../../../../server/contract/message.ts'
import { Ticks } from '../../components/Ticks.tsx'
import { followLink } from '../areas/follow-link.ts'
import { CallSteps } from '../conversation/messages/CallSteps.tsx'
import { formatDuration } from '../conversation/messages/message-words.ts'
import { safeName } from '../conversation/messages/text-format.ts'
import { useNavigation } from '../inbox/use-place.ts'
import { useStyles } from './CallList.styles.ts'
import { useFigureFormat } from '../figures/use-figure-format.ts'

export interface CallRowProps {
  call: CallView
  now: Date
  timeZone: string | undefined
  /** There is more than one service to tell apart. */
  showService: boolean
  /** Whether the reader may open conversations. */
  mayOpen: boolean
}

const TONES = {
  in_progress: 'running',
  invited: 'good',
  invitation_failed: 'bad',
  refused: 'neutral',
  forwarded: 'neutral',
  not_understood: 'doubtful',
  abandoned: 'neutral',
  not_ready: 'bad',
} as const satisfies Record<CallResult, string>

/** One call: what became of it in a line, and everything that was asked on request. */
export function CallRow(props: CallRowProps) {
  const { call, mayOpen } = props
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  return (
    <li className={mergeClasses(styles.item, open && styles.opened)}>
      <div className={mergeClasses(styles.line, mayOpen && styles.withLink)}>
        <button
          type="button"
          className={mergeClasses(styles.row, props.showService && styles.withService)}
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => setOpen(!open)}
        >
          <span className={mergeClasses(styles.chevron, open && styles.turned)} aria-hidden="true">
            <ChevronRightRegular />
          </span>
          <Cells {...props} />
        </button>
        {mayOpen && call.conversation !== null && (
          <span className={styles.link}>
            <ConversationLink conversation={call.conversation} />
          </span>
        )}
      </div>
      <div id={detailsId} hidden={!open} className={open ? styles.details : undefined}>
        {open && <Details {...props} />}
      </div>
    </li>
  )
}

function Cells({ call, now, timeZone, showService }: CallRowProps) {
  const styles = useStyles()
  const { t } = useTranslation(['calls', 'reports'])
  const format = useFigureFormat(timeZone)
  const at = new Date(call.startedAt)
  const kind = t(`calls:caller.${call.callerKind}`)
  const language = format.languageName(call.language)
  const service = safeName(call.service.name)
  return (
    <>
      <time className={styles.time} dateTime={call.startedAt} title={format.instant(at)}>
        {format.callTime(at, now)}
      </time>
      <span className={styles.caller}>
        <span className={styles.number}>{call.callerTitle ?? kind}</span>
        {call.callerTitle !== null && <span className={styles.quiet}>{kind}</span>}
      </span>
      <span className={mergeClasses(styles.quiet, styles.wideOnly)}>{language}</span>
      {showService && <span className={mergeClasses(styles.quiet, styles.wideOnly)}>{service}</span>}
      <span className={styles.result}>
        <span className={styles.outcome}>
          <span className={mergeClasses(styles.dot, styles[TONES[call.result]])} aria-hidden="true" />
          {t(`calls:result.${call.result}`)}
        </span>
        {call.result === 'invited' && call.invitation !== null && <Invitation invitation={call.invitation} />}
      </span>
      <span className={styles.length}>
        {call.durationSeconds === null ? '' : formatDuration(call.durationSeconds)}
      </span>
      <span className={mergeClasses(styles.quiet, styles.meta)}>
        {[language, ...(showService ? [service] : [])].join(' · ')}
      </span>
    </>
  )
}

function Invitation({ invitation }: { invitation: NonNullable<CallView['invitation']> }) {
  const styles = useStyles()
  const { t } = useTranslation(['common', 'reports'])
  const { status, answeredAt } = invitation
  return (
    <span className={mergeClasses(styles.quiet, styles.ticks)}>
      <Ticks status={answeredAt === null ? status : 'read'} silent />
      {answeredAt === null ? t(`common:delivery.${status}`) : t('reports:step.answered')}
    </span>
  )
}

function ConversationLink({ conversation }: { conversation: NonNullable<CallView['conversation']> }) {
  const { t } = useTranslation('reports')
  const { go, link } = useNavigation()
  const place = { view: 'open', q: '', conversationId: conversation.id } as const
  const number = `#${conversation.number}`
  return (
    <Link
      href={link(place)}
      aria-label={t('calls.open', { number })}
      onClick={(event) => followLink(event, () => go(place))}
    >
      {number}
    </Link>
  )
}

function Details({ call, now, timeZone, mayOpen }: CallRowProps) {
  const styles = useStyles()
  const { t } = useTranslation(['reports', 'conversation', 'common'])
  const format = useFigureFormat(timeZone)
  const { invitation } = call
  const failure = deliveryError.shape.code.safeParse(invitation?.errorCode).data
  const facts = [
    format.instant(new Date(call.startedAt)),
    call.otherNumber ? t('reports:calls.otherNumber') : null,
    invitation === null
      ? null
      : `${t('reports:calls.invitation')}: ${t(`common:delivery.${invitation.status}`)}`,
    failure === undefined ? null : t(`conversation:failure.${failure}.title`),
    invitation?.answeredAt === undefined || invitation.answeredAt === null
      ? null
      : t('reports:calls.answeredAt', { moment: format.callTime(new Date(invitation.answeredAt), now) }),
  ].filter((fact) => fact !== null)
  return (
    <>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
        {mayOpen && call.conversation !== null && (
          <li className={styles.detailLink}>
            {t('reports:calls.conversation')} <ConversationLink conversation={call.conversation} />
          </li>
        )}
      </ul>
      {call.steps.length > 0 ? (
        <CallSteps steps={call.steps} />
      ) : (
        <p className={styles.none}>
          {t(call.endedAt === null ? 'reports:calls.noStepsYet' : 'reports:calls.noSteps')}
        </p>
      )}
    </>
  )
}
