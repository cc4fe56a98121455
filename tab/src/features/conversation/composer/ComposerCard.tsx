import { Button } from '@fluentui/react-components'
import {
  ArrowUndo20Regular,
  LockClosed20Regular,
  Merge20Regular,
  PersonChat20Regular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { agoWords } from './ago-words.ts'
import type { ComposerState } from './composer-state.ts'
import { useStyles } from './ComposerCard.styles.ts'

interface ComposerCardProps {
  state: Extract<ComposerState, { kind: 'closed' | 'inactive' | 'forbidden' }>
  name: string
  now: Date
  /** What was typed before; it is kept, never thrown away silently. */
  draft: string
  can: { note: boolean; reopen: boolean }
  onTemplate: (draft?: string) => void
  onNote: () => void
  onDraftToNote: () => void
  onDiscardDraft: () => void
  onReopen: () => void
  /** Sets the conversation aside until the customer writes; absent where that cannot be done. */
  onRemind: (() => void) | undefined
  /** Its messages went elsewhere: leads there. */
  onOpenMerged: (() => void) | undefined
}

/** Stands in the editor's place when no free text may leave: why, and what is possible instead. */
export function ComposerCard(props: ComposerCardProps) {
  const { state, name, can, draft, onTemplate, onNote, onReopen } = props
  const { t } = useTranslation('conversation')
  const noteButton = can.note && (
    <Button key="note" onClick={onNote}>
      {t('composer.privateNote')}
    </Button>
  )
  if (state.kind === 'forbidden') {
    return (
      <Card
        icon={<LockClosed20Regular />}
        title={t('composer.forbiddenTitle')}
        text={t('composer.forbiddenText')}
      >
        {noteButton}
      </Card>
    )
  }
  if (state.kind === 'inactive' && props.onOpenMerged !== undefined) {
    return (
      <Card icon={<Merge20Regular />} title={t('composer.mergedTitle')} text={t('composer.mergedText')}>
        <Button appearance="primary" onClick={props.onOpenMerged}>
          {t('composer.mergedOpen')}
        </Button>
      </Card>
    )
  }
  if (state.kind === 'inactive') {
    return (
      <Card
        icon={<LockClosed20Regular />}
        title={t(state.status === 'paused' ? 'composer.pausedTitle' : 'composer.resolvedTitle')}
        text={t('composer.inactiveText')}
      >
        {can.reopen && (
          <Button appearance="primary" icon={<ArrowUndo20Regular />} onClick={onReopen}>
            {t('composer.reopen')}
          </Button>
        )}
        {noteButton}
      </Card>
    )
  }
  const isFirst = state.why === 'never_wrote'
  return (
    <Card
      icon={isFirst ? <PersonChat20Regular /> : <LockClosed20Regular />}
      title={t(isFirst ? 'composer.neverTitle' : 'composer.closedTitle')}
      text={<ClosedText state={state} name={name} now={props.now} />}
      below={
        draft.trim() !== '' && (
          <KeptDraft
            draft={draft}
            templates={state.templates}
            note={can.note}
            onTemplate={() => onTemplate(draft)}
            onNote={props.onDraftToNote}
            onDiscard={props.onDiscardDraft}
          />
        )
      }
    >
      {state.templates && (
        <Button appearance="primary" onClick={() => onTemplate()}>
          {t('composer.chooseTemplate')}
        </Button>
      )}
      {noteButton}
      {props.onRemind !== undefined && (
        <Button appearance="subtle" onClick={props.onRemind}>
          {t('composer.remind')}
        </Button>
      )}
    </Card>
  )
}

function ClosedText({
  state,
  name,
  now,
}: {
  state: Extract<ComposerState, { kind: 'closed' }>
  name: string
  now: Date
}) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  if (state.why === 'never_wrote') {
    return (
      <>
        {t(state.templates ? 'composer.neverText' : 'composer.closedNothing', { name })}{' '}
        {t('composer.consent')}
      </>
    )
  }
  if (!state.templates) return t('composer.closedNothing', { name })
  if (state.why === 'refused') return t('composer.refusedText', { name })
  if (state.lastInboundAt === null) return t('composer.closedTextNoTime', { name })
  const ago = agoWords(format.language, now.getTime() - Date.parse(state.lastInboundAt))
  return t('composer.closedText', { name, ago })
}

interface KeptDraftProps {
  draft: string
  templates: boolean
  note: boolean
  onTemplate: () => void
  onNote: () => void
  onDiscard: () => void
}

function KeptDraft({ draft, templates, note, onTemplate, onNote, onDiscard }: KeptDraftProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  return (
    <div className={styles.draft}>
      <span className={styles.draftLabel}>{t('composer.keptDraft')}</span>
      <span className={styles.draftText} dir="auto">
        {draft}
      </span>
      <span className={styles.buttons}>
        {templates && (
          <Button size="small" onClick={onTemplate}>
            {t('composer.draftToTemplate')}
          </Button>
        )}
        {note && (
          <Button size="small" onClick={onNote}>
            {t('composer.draftToNote')}
          </Button>
        )}
        <Button size="small" appearance="subtle" onClick={onDiscard}>
          {t('composer.draftDiscard')}
        </Button>
      </span>
    </div>
  )
}

interface CardProps {
  icon: ReactNode
  title: string
  text: ReactNode
  children: ReactNode
  below?: ReactNode
}

function Card({ icon, title, text, children, below }: CardProps) {
  const styles = useStyles()
  return (
    <fieldset className={styles.root} aria-label={title}>
      <div className={styles.main}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <div className={styles.words}>
          <div className={styles.title}>{title}</div>
          <div className={styles.text}>{text}</div>
        </div>
        <div className={styles.buttons}>{children}</div>
      </div>
      {below}
    </fieldset>
  )
}
