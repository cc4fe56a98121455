import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { Send20Filled } from '@fluentui/react-icons'
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../../../server/contract/conversation.ts'
import type { TemplateView } from '../../../../../server/contract/template.ts'
import type { ConversationActions } from '../types.ts'
import { HeaderFileField } from './HeaderFileField.tsx'
import { TemplatePreview } from './TemplatePreview.tsx'
import { useStyles } from './TemplateForm.styles.ts'
import {
  isFillable,
  prefilledValues,
  singleLine,
  templateFields,
  templateIssues,
  type FieldValues,
  type HeaderFile,
} from './template-filling.ts'
import { templateHealth } from './template-search.ts'
import { useHeaderFile } from './use-header-file.ts'
import { ValueField } from './ValueField.tsx'

interface TemplateFormProps {
  template: TemplateView
  contactName: string
  draft: string
  media: ConversationDetail['capabilities']['media']
  actions: Pick<ConversationActions, 'upload'>
  onSend: (values: FieldValues, file: HeaderFile, usedDraft: boolean) => void
  onCancel: () => void
}

/** The values of a template beside what the customer will see. */
export function TemplateForm(props: TemplateFormProps) {
  const { template, contactName, draft, media, actions, onSend, onCancel } = props
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<FieldValues>(() => prefilledValues(template, contactName, draft))
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const file = useHeaderFile(actions, media)
  const fields = templateFields(template)
  const issues = templateIssues(template, values, file.status)
  const missing = Object.keys(issues).length
  const sendable = template.sendable && isFillable(template)
  const health = templateHealth(template)
  const draftLine = singleLine(draft)

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (!sendable) return
    if (missing > 0) {
      const first = fields.find((field) => issues[field.id] !== undefined)
      form.current?.querySelector<HTMLElement>(`[data-field="${first?.id}"]`)?.focus()
      return
    }
    const usedDraft = draftLine !== '' && Object.values(values).includes(draftLine)
    onSend(values, file.status, usedDraft)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      submit()
    } else if (event.target instanceof HTMLInputElement && event.target.dataset['field'] !== undefined) {
      event.preventDefault()
      focusNext(event.currentTarget, event.target)
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its fields
    <form ref={form} className={styles.root} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div className={styles.scroll}>
        {(!sendable || health === 'lowQuality') && (
          <MessageBar intent={sendable ? 'warning' : 'error'} layout="multiline">
            <MessageBarBody>
              {template.sendable && !isFillable(template)
                ? t('template.issue.unsendable')
                : t(`template.healthHint.${health}`)}
            </MessageBarBody>
          </MessageBar>
        )}
        <TemplatePreview
          template={template}
          values={values}
          contactName={contactName}
          fileUrl={file.previewUrl}
        />
        {sendable && (
          <fieldset className={styles.fields} aria-label={t('template.values')}>
            {fields.length === 0 && <p className={styles.nothing}>{t('template.noValues')}</p>}
            {fields.map((field) => {
              const issue = tried || touched.has(field.id) ? issues[field.id] : undefined
              return field.part === 'file' ? (
                <HeaderFileField key={field.id} media={field.media} file={file} issue={issue} />
              ) : (
                <ValueField
                  key={field.id}
                  field={field}
                  value={values[field.id] ?? ''}
                  issue={issue}
                  draft={field.part === 'body' ? draftLine : ''}
                  onChange={(value) => setValues({ ...values, [field.id]: value })}
                  onLeave={() => setTouched((before) => new Set(before).add(field.id))}
                />
              )
            })}
          </fieldset>
        )}
      </div>
      <div className={styles.actions}>
        <output className={styles.missing}>
          {tried && sendable && missing > 0 && t('template.missing', { count: missing })}
        </output>
        <Button onClick={onCancel}>{t('template.cancel')}</Button>
        <Button
          type="submit"
          appearance="primary"
          icon={<Send20Filled />}
          data-send
          disabledFocusable={!sendable}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          {t('template.send')}
        </Button>
      </div>
    </form>
  )
}

/** From the last field, Enter goes on to the button. */
function focusNext(form: HTMLElement, current: HTMLElement): void {
  const stops = [...form.querySelectorAll<HTMLElement>('[data-field], [data-send]')]
  stops[stops.indexOf(current) + 1]?.focus()
}
