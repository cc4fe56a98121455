import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BeforeAndAfter } from './BeforeAndAfter.tsx'
import { useStyles } from './changes.styles.ts'
import { compareThree, type Fields, type ThreeWay } from './three-way.ts'

/** A field and its values in words. */
export interface FieldWords {
  nameOf: (field: string) => string
  valueOf: (field: string, value: unknown) => string
}

export interface ConflictDialogProps {
  /** `null`: there is nothing to settle. */
  dispute: ThreeWay<Fields> | null
  words: FieldWords
  busy: boolean
  onSettle: (keepsMine: (field: string) => boolean) => void
  onTakeTheirs: () => void
  /** Looks at the page again; the next attempt to save asks anew. */
  onPostpone: () => void
}

/** Somebody else was faster: their version against mine, and nothing is lost unless somebody says so. */
export function ConflictDialog({ dispute, onPostpone, ...props }: ConflictDialogProps) {
  if (dispute === null) return null
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && onPostpone()}>
      <Dispute key={JSON.stringify(dispute.theirs)} {...props} dispute={dispute} onPostpone={onPostpone} />
    </Dialog>
  )
}

type DisputeProps = Omit<ConflictDialogProps, 'dispute'> & { dispute: ThreeWay<Fields> }

function Dispute({ dispute, words, busy, onSettle, onTakeTheirs, onPostpone }: DisputeProps) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const [mineFor, setMineFor] = useState<ReadonlyMap<string, boolean>>(new Map())
  const { disputed, mine, theirs } = compareThree(dispute)
  const undecided = disputed.filter((field) => !mineFor.has(field)).length
  return (
    <DialogSurface className={styles.surface}>
      <DialogBody>
        <DialogTitle>{t('conflict.title')}</DialogTitle>
        <DialogContent className={styles.content}>
          <p className={styles.intro}>{t('conflict.intro')}</p>
          {disputed.length > 0 && <h3 className={styles.part}>{t('conflict.disputed')}</h3>}
          {disputed.map((field) => (
            <Choice
              key={field}
              field={field}
              dispute={dispute}
              words={words}
              mine={mineFor.get(field)}
              onChoose={(keep) => setMineFor(new Map(mineFor).set(field, keep))}
            />
          ))}
          <Part title={t('conflict.theirs')} fields={theirs} to={dispute.theirs} {...{ dispute, words }} />
          <Part title={t('conflict.mine')} fields={mine} to={dispute.mine} {...{ dispute, words }} />
        </DialogContent>
        <DialogActions fluid>
          <Button onClick={onPostpone}>{t('conflict.later')}</Button>
          <Button onClick={onTakeTheirs}>{t('conflict.takeAll')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={undecided > 0 || busy}
            onClick={() => undecided === 0 && !busy && onSettle((field) => mineFor.get(field) === true)}
          >
            {undecided > 0 ? t('conflict.undecided', { count: undecided }) : t('conflict.save')}
          </Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  )
}

interface PartProps extends Pick<DisputeProps, 'dispute' | 'words'> {
  title: string
  fields: readonly string[]
  to: Fields
}

function Part({ title, fields, to, dispute, words }: PartProps) {
  const styles = useStyles()
  if (fields.length === 0) return null
  const value = (from: Fields, field: string) => ({ text: words.valueOf(field, from[field]), quiet: false })
  return (
    <>
      <h3 className={styles.part}>{title}</h3>
      <ul className={styles.list}>
        {fields.map((field) => (
          <li key={field} className={styles.item}>
            <span className={styles.name}>{words.nameOf(field)}</span>
            <BeforeAndAfter before={value(dispute.base, field)} after={value(to, field)} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface ChoiceProps extends Pick<DisputeProps, 'dispute' | 'words'> {
  field: string
  /** `undefined`: not decided. */
  mine: boolean | undefined
  onChoose: (mine: boolean) => void
}

function Choice({ field, dispute, words, mine, onChoose }: ChoiceProps) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const option = (title: string, value: unknown) => (
    <span className={styles.choiceLabel}>
      <span>{title}</span>
      <span className={styles.choiceText}>{words.valueOf(field, value)}</span>
    </span>
  )
  return (
    <div className={styles.choice}>
      <span className={styles.name}>{words.nameOf(field)}</span>
      <RadioGroup
        aria-label={words.nameOf(field)}
        value={mine === undefined ? '' : mine ? 'mine' : 'theirs'}
        onChange={(_, { value }) => onChoose(value === 'mine')}
      >
        <Radio value="mine" label={option(t('conflict.keepMine'), dispute.mine[field])} />
        <Radio value="theirs" label={option(t('conflict.takeTheirs'), dispute.theirs[field])} />
      </RadioGroup>
    </div>
  )
}
