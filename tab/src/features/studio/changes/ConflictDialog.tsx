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
import type { ServiceSettingsView } from '../../../../../server/contract/service-settings.ts'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { disputeOf } from '../state/editor.ts'
import { fieldKey, type SettingsField } from '../state/fields.ts'
import { compareChanges, type ThreeSettings } from '../state/merge.ts'
import { useEditing } from '../use-editing.ts'
import { useStyles } from '../../../components/changes/changes.styles.ts'
import { DifferenceList } from './DifferenceList.tsx'
import { useFieldWords } from './use-field-words.ts'

export interface ConflictDialogProps {
  onSettle: (keepsMine: (field: SettingsField) => boolean) => void
}

/** Somebody else was faster: their version against mine, and nothing is lost unless somebody says so. */
export function ConflictDialog({ onSettle }: ConflictDialogProps) {
  const { editor, ...state } = useEditing()
  const dispute = disputeOf(state)
  if (dispute === null) return null
  const { theirs } = dispute
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && editor.postpone()}>
      <Dispute
        key={theirs.version}
        settings={{ ...dispute, theirs: theirs.draft }}
        theirs={theirs}
        onSettle={onSettle}
      />
    </Dialog>
  )
}

interface DisputeProps extends ConflictDialogProps {
  settings: ThreeSettings
  theirs: ServiceSettingsView
}

function Dispute({ settings, theirs, onSettle }: DisputeProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const now = useNow()
  const { editor, view, busy } = useEditing()
  const [mineFor, setMineFor] = useState<ReadonlyMap<string, boolean>>(new Map())
  const { disputed, mine, theirs: others } = compareChanges(settings)
  const name = theirs.savedBy ?? t('bar.somebody')
  const undecided = disputed.filter((field) => !mineFor.has(fieldKey(field))).length
  return (
    <DialogSurface className={styles.surface}>
      <DialogBody>
        <DialogTitle>{t('conflict.title', { name })}</DialogTitle>
        <DialogContent className={styles.content}>
          <p className={styles.intro}>
            {t('conflict.intro', { moment: format.moment(new Date(theirs.savedAt), now) })}
          </p>
          {disputed.length > 0 && (
            <>
              <h3 className={styles.part}>{t('conflict.disputed')}</h3>
              <ul className={styles.list}>
                {disputed.map((field) => (
                  <li key={fieldKey(field)} className={styles.item}>
                    <Choice
                      field={field}
                      settings={settings}
                      name={name}
                      mine={mineFor.get(fieldKey(field))}
                      onChoose={(keep) => setMineFor(new Map(mineFor).set(fieldKey(field), keep))}
                    />
                  </li>
                ))}
              </ul>
            </>
          )}
          {others.length > 0 && (
            <>
              <h3 className={styles.part}>{t('conflict.theirs', { name })}</h3>
              <DifferenceList
                before={settings.base}
                after={settings.theirs}
                defaults={view.defaults}
                fields={others}
              />
            </>
          )}
          {mine.length > 0 && (
            <>
              <h3 className={styles.part}>{t('conflict.mine')}</h3>
              <DifferenceList
                before={settings.base}
                after={settings.mine}
                defaults={view.defaults}
                fields={mine}
              />
            </>
          )}
        </DialogContent>
        <DialogActions fluid>
          <Button onClick={() => editor.postpone()}>{t('conflict.later')}</Button>
          <Button onClick={() => editor.takeTheirs()}>{t('conflict.takeTheirs')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={undecided > 0 || busy !== null}
            onClick={() => undecided === 0 && onSettle((field) => mineFor.get(fieldKey(field)) === true)}
          >
            {undecided > 0 ? t('conflict.undecided', { count: undecided }) : t('conflict.save')}
          </Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  )
}

interface ChoiceProps {
  field: SettingsField
  settings: ThreeSettings
  name: string
  /** `undefined`: not decided. */
  mine: boolean | undefined
  onChoose: (mine: boolean) => void
}

function Choice({ field, settings, name, mine, onChoose }: ChoiceProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { view } = useEditing()
  const { nameOf, valueOf } = useFieldWords(view.defaults)
  const option = (words: string, text: string) => (
    <span className={styles.choiceLabel}>
      <span>{words}</span>
      <span className={styles.choiceText}>{text}</span>
    </span>
  )
  return (
    <div className={styles.choice}>
      <span className={styles.name}>{nameOf(field)}</span>
      <RadioGroup
        aria-label={nameOf(field)}
        value={mine === undefined ? '' : mine ? 'mine' : 'theirs'}
        onChange={(_, { value }) => onChoose(value === 'mine')}
      >
        <Radio value="mine" label={option(t('conflict.keepMine'), valueOf(field, settings.mine).text)} />
        <Radio
          value="theirs"
          label={option(t('conflict.take', { name }), valueOf(field, settings.theirs).text)}
        />
      </RadioGroup>
    </div>
  )
}
