/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native list can neither be searched nor hold what is made by typing */
import { Dialog, DialogSurface, Input, mergeClasses, Spinner } from '@fluentui/react-components'
import { AddRegular, CheckmarkRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './PickDialog.styles.ts'
import { findChoices, type Choice } from './find-choices.ts'

export interface PickDialogProps {
  /** What is to be chosen; also the name of the field. */
  title: string
  placeholder: string
  /** `null` while they are fetched. */
  choices: readonly Choice[] | null
  /** Several may be chosen: the dialog stays until it is closed. */
  several?: boolean
  /** Makes what was typed a choice of its own; absent where only what there is can be chosen. */
  create?: (typed: string) => string
  maxLength?: number
  /** Shown instead of choices, such as why there are none. */
  nothing: string
  hint?: ReactNode
  onPick: (key: string) => void
  onClose: () => void
}

const CREATED = 'create '

/** A field to type into and what matches below it: everything by arrow keys and Enter, too. */
export function PickDialog(props: PickDialogProps) {
  const { title, placeholder, choices, several = false, create, nothing, onClose } = props
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = findChoices(choices ?? [], typed)
  const wish = typed.trim().replace(/\s+/g, ' ')
  const isNew =
    create !== undefined &&
    wish !== '' &&
    choices !== null &&
    !choices.some(({ text }) => text.toLocaleLowerCase() === wish.toLocaleLowerCase())
  const shown: Choice[] = isNew ? [...found, { key: CREATED + wish, text: create(wish) }] : found
  const active = Math.min(at, shown.length - 1)

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function pick(choice: Choice | undefined): void {
    if (choice === undefined) return
    const created = choice.key.startsWith(CREATED)
    props.onPick(created ? choice.key.slice(CREATED.length) : choice.key)
    if (!several) onClose()
    else if (typed !== '') {
      setTyped('')
      setAt(0)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown.length > 0) {
      event.preventDefault()
      setAt((active + step + shown.length) % shown.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      pick(shown[active])
    }
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} aria-label={title}>
        <div className={styles.head}>
          <span className={styles.title} aria-hidden="true">
            {title}
          </span>
          <Input
            role="combobox"
            aria-label={title}
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={shown.length === 0 ? undefined : `${listId}-${active}`}
            aria-autocomplete="list"
            autoComplete="off"
            enterKeyHint={several ? 'done' : 'go'}
            appearance="underline"
            size="large"
            className={styles.field}
            placeholder={placeholder}
            maxLength={props.maxLength ?? 100}
            value={typed}
            contentBefore={<SearchRegular />}
            onChange={(_, { value }) => {
              setTyped(value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div
          ref={list}
          id={listId}
          role="listbox"
          tabIndex={-1}
          aria-label={title}
          aria-multiselectable={several || undefined}
          className={styles.list}
        >
          {shown.map((choice, index) => (
            <ChoiceRow
              key={choice.key}
              id={`${listId}-${index}`}
              choice={choice}
              active={index === active}
              several={several}
              created={choice.key.startsWith(CREATED)}
              onPoint={() => setAt(index)}
              onPick={() => pick(choice)}
            />
          ))}
        </div>
        {choices === null ? (
          <Spinner size="tiny" className={styles.nothing} label={t('list.loading')} />
        ) : (
          shown.length === 0 && <output className={styles.nothing}>{nothing}</output>
        )}
        {props.hint !== undefined && <div className={styles.hint}>{props.hint}</div>}
      </DialogSurface>
    </Dialog>
  )
}

interface ChoiceRowProps {
  id: string
  choice: Choice
  active: boolean
  several: boolean
  created: boolean
  onPoint: () => void
  onPick: () => void
}

function ChoiceRow({ id, choice, active, several, created, onPoint, onPick }: ChoiceRowProps) {
  const styles = useStyles()
  const chosen = choice.chosen === true
  return (
    // The field keeps the focus and has the keys; this is what the pointer does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={several ? chosen : active}
      className={mergeClasses(styles.choice, active && styles.active)}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {(several || choice.icon !== undefined) && (
        <span className={styles.mark} aria-hidden="true">
          {created ? <AddRegular /> : several && chosen ? <CheckmarkRegular /> : choice.icon}
        </span>
      )}
      <span className={styles.text} dir="auto">
        {choice.text}
      </span>
      {!several && chosen && <CheckmarkRegular className={styles.chosen} aria-hidden="true" />}
      {choice.keys?.map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </div>
  )
}
