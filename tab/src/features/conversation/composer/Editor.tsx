import { mergeClasses } from '@fluentui/react-components'
import {
  useLayoutEffect,
  type AriaAttributes,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ComposerMode, SendKey } from './draft-store.ts'
import { useStyles } from './Editor.styles.ts'
import { MentionList } from './MentionList.tsx'
import { optionId, type Mentions } from './use-mentions.ts'

interface EditorProps {
  ref: RefObject<HTMLTextAreaElement | null>
  mode: ComposerMode
  text: string
  name: string
  placeholder: string
  sendKey: SendKey
  describedBy: string
  mentions: Mentions
  onText: (text: string) => void
  onSend: () => void
  /** `/t` and Enter or a space. */
  onTemplate: () => void
  onFiles: (files: readonly File[]) => void
  onEscape: () => void
  onBlur: () => void
}

/** The text field: it grows with the text, one key sends, the other starts a new line. */
export function Editor(props: EditorProps) {
  const {
    ref,
    mode,
    text,
    name,
    placeholder,
    sendKey,
    describedBy,
    mentions,
    onText,
    onSend,
    onTemplate,
    onFiles,
    onEscape,
    onBlur,
  } = props
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  useGrowing(ref, text)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes a word, Enter belongs to it.
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event)) return
    if (mode === 'reply' && text.trim() === '/t' && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      onText('')
      onTemplate()
    } else if (event.key === 'Escape') onEscape()
    else if (isSendKey(event, sendKey)) {
      event.preventDefault()
      onSend()
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    // Notes are words only.
    if (mode === 'note') return
    const files = [...event.clipboardData.files]
    // Office programmes put a picture of the text beside the text.
    if (files.length === 0 || event.clipboardData.getData('text/plain') !== '') return
    event.preventDefault()
    onFiles(files)
  }
  return (
    <div className={styles.root}>
      <textarea
        ref={ref as Ref<HTMLTextAreaElement>}
        rows={1}
        dir="auto"
        className={mergeClasses(styles.field, mode === 'note' && styles.note)}
        value={text}
        placeholder={placeholder}
        aria-label={mode === 'note' ? t('composer.editorNote') : t('composer.editorReply', { name })}
        aria-describedby={describedBy}
        {...listAria(mentions)}
        onChange={({ target }) => {
          onText(target.value)
          mentions.onInput(target.value, target.selectionStart)
        }}
        onSelect={({ currentTarget }) =>
          mentions.onCaret(currentTarget.selectionStart, currentTarget.selectionEnd)
        }
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => {
          mentions.close()
          onBlur()
        }}
      />
      {mentions.enabled && <MentionList editor={ref} mentions={mentions} />}
    </div>
  )
}

/** A text of several lines may lead a list, but may not take the role of a combobox (ARIA in HTML). */
function listAria({ enabled, open, listId, active }: Mentions): AriaAttributes {
  if (!enabled) return {}
  const list: AriaAttributes = { 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox' }
  return open ? { ...list, 'aria-controls': listId, 'aria-activedescendant': optionId(listId, active) } : list
}

export function isSendKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  sendKey: SendKey,
): boolean {
  if (event.key !== 'Enter' || event.altKey || event.shiftKey) return false
  const withModifier = event.ctrlKey || event.metaKey
  return withModifier || sendKey === 'enter'
}

/** As high as its text, up to the limit in the styles. */
function useGrowing(ref: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [ref, text])
}
