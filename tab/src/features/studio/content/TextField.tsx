import { Badge, Button, mergeClasses, Textarea } from '@fluentui/react-components'
import { ArrowResetRegular, Edit16Regular } from '@fluentui/react-icons'
import { useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Issue } from '../parts/Row.tsx'
import type { IssueCode } from '../state/issues.ts'
import { PlaceholderButtons, type PlaceholderName } from './PlaceholderButtons.tsx'
import { useStyles } from './TextField.styles.ts'

export interface TextFieldProps {
  label: string
  hint: string
  /** Of the text. */
  language: string
  /** The service's own text; empty: `standard` holds. */
  value: string
  standard: string
  max: number
  issue: IssueCode | undefined
  warning: string | null
  placeholders: readonly PlaceholderName[]
  readOnly: boolean
  /** Nothing is said at all, so there is nothing to edit. */
  hidden?: boolean
  /** How long it takes. */
  extent?: string
  tools?: ReactNode
  aside?: ReactNode
  onChange: (value: string) => void
}

/** A text of the service with the product's own behind it. */
export function TextField(props: TextFieldProps) {
  const { label, hint, language, value, standard, max, issue, warning, readOnly, hidden = false } = props
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const isOwn = value.trim() !== ''
  const issueText = issue === undefined ? null : t(`issue.${issue}`, { max })
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <div className={styles.words}>
          {hidden ? (
            <span className={styles.label}>{label}</span>
          ) : (
            <label htmlFor={id} className={styles.label}>
              {label}
            </label>
          )}
          {!hidden && (
            <Badge
              size="small"
              appearance={isOwn ? 'tint' : 'outline'}
              color={isOwn ? 'brand' : 'informative'}
            >
              {t(isOwn ? 'content.own' : 'content.standard')}
            </Badge>
          )}
        </div>
        {props.aside}
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
      {hidden ? (
        <p className={styles.silent}>{t('content.silent')}</p>
      ) : (
        <>
          <Textarea
            id={id}
            className={styles.field}
            textarea={{ ref: field, lang: language, className: styles.textarea }}
            resize="vertical"
            rows={3}
            value={value}
            placeholder={standard}
            readOnly={readOnly}
            aria-describedby={`${id}-hint ${id}-count`}
            {...(issueText === null ? {} : { 'aria-invalid': true as const })}
            onChange={(_, data) => props.onChange(data.value)}
          />
          {issueText !== null && <Issue>{issueText}</Issue>}
          {warning !== null && <span className={styles.warning}>{warning}</span>}
          <div className={styles.foot}>
            {props.tools}
            {!readOnly && <Tools {...props} isOwn={isOwn} field={field} />}
            <Count id={`${id}-count`} {...props} isOwn={isOwn} />
          </div>
        </>
      )}
    </div>
  )
}

function Tools({
  label,
  value,
  standard,
  placeholders,
  isOwn,
  field,
  onChange,
}: TextFieldProps & { isOwn: boolean; field: React.RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation('studio')

  function reset(): void {
    onChange('')
    field.current?.focus()
  }
  function begin(): void {
    onChange(standard)
    field.current?.focus()
  }

  return (
    <>
      <PlaceholderButtons what={label} names={placeholders} value={value} field={field} onChange={onChange} />
      <Button
        size="small"
        appearance="subtle"
        icon={isOwn ? <ArrowResetRegular /> : <Edit16Regular />}
        aria-label={t(isOwn ? 'content.resetWhat' : 'content.beginWhat', { what: label })}
        onClick={isOwn ? reset : begin}
      >
        {t(isOwn ? 'content.reset' : 'content.begin')}
      </Button>
    </>
  )
}

function Count({ id, value, max, extent, isOwn }: TextFieldProps & { id: string; isOwn: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const { length } = value
  return (
    <span id={id} className={styles.count}>
      {isOwn && (
        <span className={mergeClasses(length > max && styles.tooMany)}>
          {t('content.count', { count: length, length: format.number(length), max: format.number(max) })}
        </span>
      )}
      {extent !== undefined && <span>{extent}</span>}
    </span>
  )
}
