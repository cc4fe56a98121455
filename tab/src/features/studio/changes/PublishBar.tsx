import { Button, Link, mergeClasses, Spinner, useRestoreFocusTarget } from '@fluentui/react-components'
import {
  CheckmarkCircle20Filled,
  CircleEdit20Regular,
  CloudArrowUp20Regular,
  ErrorCircle20Filled,
} from '@fluentui/react-icons'
import { useCallback, useEffect, useRef, type ReactElement, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { FailureCode } from '../../../api/api-error.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { isUnsaved } from '../state/editor.ts'
import { changedFields } from '../state/fields.ts'
import { sectionOfPath } from '../state/issues.ts'
import { useEditing } from '../use-editing.ts'
import { useStudioPlace } from '../use-studio-place.ts'
import { useStyles } from '../../../components/changes/SaveBar.styles.ts'

export interface PublishBarProps {
  /** What kept the last attempt from succeeding, until the next one. */
  fault: FailureCode | null
  onSave: () => void
  onDiscard: () => void
  onPublish: () => void
  onShow: (difference: 'unsaved' | 'unpublished') => void
}

/** How far changes have come: on the screen, saved, live (DX-PUB-01 to 04). */
export function PublishBar(props: PublishBarProps) {
  const styles = useStyles()
  const state = useEditing()
  const unsaved = isUnsaved(state)
  const box = useRef<HTMLDivElement>(null)
  const notePressed = useKeptFocus(box, `${unsaved} ${state.view.service.unpublished}`)
  return (
    <div className={styles.root} ref={box}>
      <div className={styles.inner}>
        <output className={styles.words}>
          <State {...props} />
        </output>
        <div className={styles.actions} onClickCapture={notePressed}>
          {unsaved ? <UnsavedActions {...props} /> : <SavedActions {...props} />}
        </div>
      </div>
    </div>
  )
}

/** What was pressed goes away with what it did: whoever works with the keyboard goes on at what has taken its place. */
function useKeptFocus(box: RefObject<HTMLElement | null>, state: string): () => void {
  const pressed = useRef(false)
  useEffect(() => {
    if (!pressed.current) return
    pressed.current = false
    if (document.activeElement !== document.body) return
    const next = box.current?.querySelector<HTMLElement>('button') ?? document.getElementById('main')
    next?.focus()
  }, [box, state])
  return useCallback(() => {
    pressed.current = true
  }, [])
}

function State(props: PublishBarProps) {
  const { t } = useTranslation(['studio', 'common'])
  const editing = useEditing()
  const { view, mine, issues, attempted } = editing
  const published = usePublishedWords()
  const saved = useSavedWords()
  if (props.fault !== null) {
    return (
      <Line tone="fault" icon={<ErrorCircle20Filled />} title={t('studio:bar.failed')}>
        {t(`common:error.${props.fault}`)}
      </Line>
    )
  }
  if (attempted && issues.size > 0) return <FaultyLine />
  if (isUnsaved(editing)) {
    const count = changedFields(view.draft, mine).length
    return (
      <Line tone="unsaved" icon={<CircleEdit20Regular />} title={t('studio:bar.unsaved', { count })}>
        {t('studio:bar.unsavedHint')}
      </Line>
    )
  }
  if (view.service.unpublished) {
    return (
      <Line tone="saved" icon={<CloudArrowUp20Regular />} title={t('studio:bar.saved')}>
        {saved}
      </Line>
    )
  }
  return (
    <Line tone="live" icon={<CheckmarkCircle20Filled />} title={t('studio:bar.live')}>
      {published}
    </Line>
  )
}

/** What has to be put right, and the way there. */
function FaultyLine() {
  const { t } = useTranslation('studio')
  const { issues, view } = useEditing()
  const { place, go, link } = useStudioPlace()
  const [first = ''] = [...issues.keys()]
  const section = sectionOfPath(first) ?? place.section
  const [, language = ''] = /^(?:prompts|autoResponses|invitation\.values)\.(\w\w)\./.exec(first) ?? []
  const target = {
    section,
    language: view.service.languages.includes(language) ? (language as 'de') : null,
  }
  return (
    <Line tone="fault" icon={<ErrorCircle20Filled />} title={t('bar.faulty', { count: issues.size })}>
      <Link
        href={link(target)}
        onClick={(event) => {
          event.preventDefault()
          go(target)
          // The section is there after the next rendering.
          requestAnimationFrame(() => {
            document.querySelector<HTMLElement>('#main [aria-invalid="true"]')?.focus()
          })
        }}
      >
        {t('bar.show', { section: t(`section.${section}`) })}
      </Link>
    </Line>
  )
}

function Line(props: {
  tone: 'unsaved' | 'saved' | 'live' | 'fault'
  icon: ReactElement
  title: string
  children: ReactNode
}) {
  const styles = useStyles()
  return (
    <>
      <span className={mergeClasses(styles.icon, styles[props.tone])} aria-hidden="true">
        {props.icon}
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{props.title}</span>
        <span className={styles.detail}>{props.children}</span>
      </span>
    </>
  )
}

function useSavedWords(): string {
  const { t } = useTranslation('studio')
  const { view, rights } = useEditing()
  const format = useFormat()
  const now = useNow()
  const moment = format.moment(new Date(view.savedAt), now)
  const when =
    view.savedBy === null ? t('bar.savedAt', { moment }) : t('bar.savedBy', { moment, name: view.savedBy })
  return rights.publish ? when : `${when} ${t('bar.producerPublishes')}`
}

function usePublishedWords(): string {
  const { t } = useTranslation('studio')
  const { view } = useEditing()
  const format = useFormat()
  const moment = format.moment(new Date(view.publishedAt), useNow())
  const name = view.publishedBy
  return name === null ? t('bar.liveSince', { moment }) : t('bar.liveSinceBy', { moment, name })
}

function UnsavedActions({ onSave, onDiscard, onShow }: PublishBarProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { busy } = useEditing()
  const returnHere = useRestoreFocusTarget()
  return (
    <>
      <Button
        {...returnHere}
        appearance="subtle"
        className={styles.optional}
        onClick={() => onShow('unsaved')}
      >
        {t('bar.showChanges')}
      </Button>
      <Button disabledFocusable={busy !== null} onClick={() => busy === null && onDiscard()}>
        {t('bar.discard')}
      </Button>
      <Button
        {...returnHere}
        appearance="primary"
        aria-keyshortcuts="Control+S Meta+S"
        disabledFocusable={busy !== null}
        {...(busy === 'save' ? { icon: <Spinner size="tiny" appearance="inverted" /> } : {})}
        onClick={onSave}
      >
        {t(busy === 'save' ? 'bar.saving' : 'bar.save')}
      </Button>
    </>
  )
}

function SavedActions({ onPublish, onShow }: PublishBarProps) {
  const { t } = useTranslation('studio')
  const { view, busy, rights } = useEditing()
  const returnHere = useRestoreFocusTarget()
  if (!view.service.unpublished) return null
  return (
    <>
      <Button
        {...returnHere}
        appearance={rights.publish ? 'secondary' : 'primary'}
        onClick={() => onShow('unpublished')}
      >
        {t('bar.showChanges')}
      </Button>
      {rights.publish && (
        <Button
          appearance="primary"
          disabledFocusable={busy !== null}
          {...(busy === 'publish' ? { icon: <Spinner size="tiny" appearance="inverted" /> } : {})}
          onClick={onPublish}
        >
          {t(busy === 'publish' ? 'bar.publishing' : 'bar.publish')}
        </Button>
      )}
    </>
  )
}
