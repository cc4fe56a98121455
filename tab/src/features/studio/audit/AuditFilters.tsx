import { Button, Dropdown, Field, Input, Option } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { auditObjectKind, type AuditFilter } from '../../../../../server/contract/audit.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { useMay } from '../frame/use-environment.ts'
import { useLoaded } from '../frame/use-loaded.ts'
import { useStudio } from '../use-studio.ts'
import { useStyles } from './audit.styles.ts'

const ALL = 'all'

export interface AuditFiltersProps {
  filter: AuditFilter
  isFiltered: boolean
  onChange: (change: Partial<AuditFilter>) => void
  onForget: () => void
}

/** Which entries are looked for: about what, by whom, in which time. */
export function AuditFilters({ filter, isFiltered, onChange, onForget }: AuditFiltersProps) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  return (
    <search className={styles.filters} aria-label={t('audit.filters')}>
      <Field label={t('audit.kindLabel')} className={styles.filter}>
        <Dropdown
          className={styles.control}
          value={filter.object === undefined ? t('audit.allKinds') : t(`audit.kind.${filter.object}`)}
          selectedOptions={[filter.object ?? ALL]}
          onOptionSelect={(_, { optionValue }) =>
            onChange({ object: auditObjectKind.safeParse(optionValue).data })
          }
        >
          <Option value={ALL}>{t('audit.allKinds')}</Option>
          {auditObjectKind.options
            .map((kind) => ({ kind, name: t(`audit.kind.${kind}`) }))
            .toSorted((a, b) => a.name.localeCompare(b.name))
            .map(({ kind, name }) => (
              <Option key={kind} value={kind}>
                {name}
              </Option>
            ))}
        </Dropdown>
      </Field>
      <PersonFilter actor={filter.actor} onChange={(actor) => onChange({ actor })} />
      <Field label={t('audit.from')} className={styles.date}>
        <Input
          type="date"
          className={styles.control}
          value={filter.from ?? ''}
          max={filter.to ?? ''}
          onChange={(_, { value }) => onChange({ from: value === '' ? undefined : value })}
        />
      </Field>
      <Field label={t('audit.to')} className={styles.date}>
        <Input
          type="date"
          className={styles.control}
          value={filter.to ?? ''}
          min={filter.from ?? ''}
          onChange={(_, { value }) => onChange({ to: value === '' ? undefined : value })}
        />
      </Field>
      {isFiltered && (
        <Button appearance="subtle" icon={<DismissRegular />} className={styles.forget} onClick={onForget}>
          {t('audit.forget')}
        </Button>
      )}
    </search>
  )
}

interface PersonFilterProps {
  actor: string | undefined
  onChange: (actor: string | undefined) => void
}

function PersonFilter({ actor, onChange }: PersonFilterProps) {
  const styles = useStyles()
  const { t } = useTranslation('people')
  const { api, environmentId } = useStudio()
  const may = useMay('member:manage')
  const { state } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        if (!may) return []
        const params = { id: environmentId }
        return (await api.call('GET /environments/:id/people', { params, signal })).items
      },
      [api, environmentId, may],
    ),
  )
  const people = state.step === 'ready' ? state.value : []
  // Somebody who has left can be asked for by the address only; their choice is shown all the same.
  const current = people.find(({ id }) => id === actor)
  return (
    <Field label={t('audit.person')} className={styles.filter}>
      <Dropdown
        className={styles.control}
        value={
          actor === undefined
            ? t('audit.everybody')
            : current === undefined
              ? t('audit.somebody')
              : safeName(current.name)
        }
        selectedOptions={[actor ?? ALL]}
        onOptionSelect={(_, { optionValue }) => onChange(optionValue === ALL ? undefined : optionValue)}
      >
        <Option value={ALL}>{t('audit.everybody')}</Option>
        {people.map(({ id, name }) => (
          <Option key={id} value={id}>
            {safeName(name)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}
