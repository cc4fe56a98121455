/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the text, whose keys move in the list */
import { Avatar, mergeClasses } from '@fluentui/react-components'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles as useHiddenStyles } from '../hidden.styles.ts'
import { safeName } from '../messages/text-format.ts'
import { letterPlace } from './caret-place.ts'
import { useStyles } from './MentionList.styles.ts'
import { optionId, type Mentions } from './use-mentions.ts'

interface MentionListProps {
  editor: RefObject<HTMLTextAreaElement | null>
  mentions: Mentions
}

/** Colleagues to name, above the "@" that asked for them. Its place is within an element around the editor alone. */
export function MentionList({ editor, mentions }: MentionListProps) {
  const { open, options } = mentions
  const { t } = useTranslation('notifications')
  const hidden = useHiddenStyles()
  return (
    <>
      {open && <People editor={editor} mentions={mentions} />}
      <output className={hidden.hidden}>{open ? t('mention.found', { count: options.length }) : ''}</output>
    </>
  )
}

function People({ editor, mentions }: MentionListProps) {
  const { at, options, active, listId, choose, point } = mentions
  const { t } = useTranslation('notifications')
  const styles = useStyles()
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; bottom: number }>()

  useLayoutEffect(() => {
    const field = editor.current
    const box = list.current
    if (field === null || box === null) return
    const letter = letterPlace(field, at)
    const most = Math.max(0, field.clientWidth - box.offsetWidth)
    setPlace({ left: Math.min(letter.left, most), bottom: field.offsetHeight - Math.max(0, letter.top) + 4 })
  }, [editor, at, options])
  useLayoutEffect(() => keepInView(list.current, active), [active, options])

  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={t('mention.list')}
      className={styles.list}
      style={place}
      // The focus stays where the text is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.map((person, index) => (
        <div
          key={person.id}
          id={optionId(listId, index)}
          role="option"
          aria-selected={index === active}
          className={mergeClasses(styles.option, index === active && styles.active)}
          onMouseMove={() => index !== active && point(index)}
          onClick={() => choose(person)}
        >
          <Avatar aria-hidden size={24} name={person.name} color="colorful" idForColor={person.id} />
          <span dir="auto" className={styles.name}>
            {safeName(person.name)}
          </span>
        </div>
      ))}
    </div>
  )
}

function keepInView(list: HTMLElement | null, index: number): void {
  const option = list?.children[index]
  if (list === null || !(option instanceof HTMLElement)) return
  const { offsetTop: top, offsetHeight: height } = option
  if (top < list.scrollTop) list.scrollTop = top
  else if (top + height > list.scrollTop + list.clientHeight)
    list.scrollTop = top + height - list.clientHeight
}
