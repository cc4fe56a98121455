import { Button, Field, Input } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { FieldIssue, TemplateField } from './template-filling.ts'
import { issueText } from './issue-text.ts'
import { safeName } from '../messages/text-format.ts'

interface ValueFieldProps {
  field: Exclude<TemplateField, { part: 'file' }>
  value: string
  issue: FieldIssue | undefined
  /** What was typed before, as a single line; empty when it is not offered here. */
  draft: string
  onChange: (value: string) => void
  onLeave: () => void
}

/** One value of a template, with the provider's example. */
export function ValueField({ field, value, issue, draft, onChange, onLeave }: ValueFieldProps) {
  const { t } = useTranslation('conversation')
  const label =
    field.part === 'button'
      ? t(`template.field.${field.use}`, { button: safeName(field.button) })
      : t(`template.field.${field.part}`, { key: readableKey(field.key) })
  const example = safeName(field.example ?? '')
  const offersDraft = draft !== '' && value === ''
  return (
    <Field
      label={label}
      required
      {...(issue === undefined ? {} : { validationMessage: issueText(issue, t) })}
    >
      <Input
        value={value}
        {...(example === '' ? {} : { placeholder: t('template.field.example', { example }) })}
        data-field={field.id}
        onChange={(_, data) => onChange(data.value)}
        onBlur={() => value !== '' && onLeave()}
        {...(offersDraft
          ? {
              contentAfter: (
                <Button size="small" appearance="transparent" onClick={() => onChange(draft)}>
                  {t('template.field.draft')}
                </Button>
              ),
            }
          : {})}
      />
    </Field>
  )
}

function readableKey(key: string): string {
  return safeName(key).replace(/_+/gu, ' ')
}
