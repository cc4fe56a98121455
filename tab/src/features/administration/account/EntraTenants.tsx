import { Button, Field, Input } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useStyles as usePartStyles } from '../../studio/parts/parts.styles.ts'
import { useStyles } from './account.styles.ts'

const tenantId = z.guid().toLowerCase()
const MOST = 20
const EXAMPLE = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

export interface EntraTenantsProps {
  tenants: readonly string[]
  readOnly: boolean
  onChange: (tenants: readonly string[]) => void
}

/** The organisations in Microsoft Entra whose people may sign in. */
export function EntraTenants({ tenants, readOnly, onChange }: EntraTenantsProps) {
  const styles = useStyles()
  const parts = usePartStyles()
  const { t } = useTranslation('administration')
  const [typed, setTyped] = useState('')
  const [issue, setIssue] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)

  function add(): void {
    const id = tenantId.safeParse(typed.trim().replaceAll(/[{}]/gu, '')).data
    const fault =
      id === undefined
        ? t('account.entraInvalid', { example: EXAMPLE })
        : tenants.includes(id)
          ? t('account.entraKnown')
          : tenants.length >= MOST
            ? t('account.entraFull')
            : null
    setIssue(fault)
    field.current?.focus()
    if (fault !== null || id === undefined) return
    onChange([...tenants, id])
    setTyped('')
  }

  return (
    <div className={styles.block}>
      <div className={parts.label}>{t('account.entra')}</div>
      <p className={parts.hint} style={{ marginBottom: 12 }}>
        {t('account.entraHint')}
      </p>
      {tenants.length > 0 && (
        <ul className={styles.tenants} aria-label={t('account.entra')}>
          {tenants.map((id) => (
            <li key={id} className={styles.tenant}>
              <span className={styles.tenantId}>{id}</span>
              {!readOnly && (
                <Button
                  appearance="subtle"
                  size="small"
                  icon={<DismissRegular />}
                  aria-label={t('account.entraRemove', { id })}
                  onClick={() => {
                    onChange(tenants.filter((other) => other !== id))
                    field.current?.focus()
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <Field label={t('account.entraField')} {...(issue === null ? {} : { validationMessage: issue })}>
          {(control) => (
            <span className={styles.add}>
              <Input
                {...control}
                input={{ ref: field }}
                className={styles.addField}
                autoComplete="off"
                spellCheck={false}
                maxLength={64}
                placeholder={t('account.entraPlaceholder')}
                value={typed}
                onChange={(_, { value }) => {
                  setTyped(value)
                  setIssue(null)
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return
                  event.preventDefault()
                  add()
                }}
              />
              <Button className={styles.addButton} onClick={add}>
                {t('account.entraAdd')}
              </Button>
            </span>
          )}
        </Field>
      )}
    </div>
  )
}
