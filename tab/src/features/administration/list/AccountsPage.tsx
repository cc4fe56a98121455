import { Button, Select, useRestoreFocusTarget } from '@fluentui/react-components'
import { AddRegular, BuildingMultipleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../../../server/contract/administration.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useAddress } from '../../areas/use-address.ts'
import { CreateAccountDialog } from '../account/CreateAccountDialog.tsx'
import { administrationAddress, type AccountState } from '../administration-address.ts'
import { useAdministration } from '../use-administration.ts'
import { useStyles } from './list.styles.ts'
import { ListPage, type Column } from './ListPage.tsx'
import { RowLink } from './RowLink.tsx'
import { StateBadge } from './StateBadge.tsx'
import { usePagedList } from './use-paged-list.ts'

const STATES = ['active', 'inactive'] as const

/** The agency's customers, with the date on which the inactive ones are deleted (CVG-CUST-08). */
export function AccountsPage({ q, state }: { q: string; state: AccountState | null }) {
  const { t } = useTranslation('administration')
  const { api, agencyId } = useAdministration()
  const [creating, setCreating] = useState(false)
  const returnHere = useRestoreFocusTarget()
  const columns = useColumns()
  const list = usePagedList(JSON.stringify([agencyId, q, state]), (cursor, signal) =>
    api.call('GET /agencies/:id/accounts', {
      params: { id: agencyId },
      query: {
        ...(q === '' ? {} : { q }),
        ...(state === null ? {} : { state }),
        ...(cursor === null ? {} : { cursor }),
      },
      signal,
    }),
  )
  const create = (
    <Button {...returnHere} appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {t('create.action')}
    </Button>
  )
  return (
    <>
      <ListPage
        page="accounts"
        q={q}
        state={state}
        list={list}
        columns={columns}
        action={create}
        filter={<StateFilter q={q} state={state} />}
        empty={
          <EmptyState
            icon={<BuildingMultipleRegular />}
            title={t('empty.accounts')}
            hint={t('empty.accountsHint')}
          />
        }
      />
      {creating && <CreateAccountDialog onClose={() => setCreating(false)} />}
    </>
  )
}

function StateFilter({ q, state }: { q: string; state: AccountState | null }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const { visit } = useAddress()
  return (
    <Select
      className={styles.filter}
      aria-label={t('filter.label')}
      value={state ?? ''}
      onChange={(_, { value }) => {
        const wanted = STATES.find((name) => name === value) ?? null
        visit(administrationAddress({ page: 'accounts', q, state: wanted }), true)
      }}
    >
      <option value="">{t('filter.all')}</option>
      {STATES.map((name) => (
        <option key={name} value={name}>
          {t(`filter.${name}`)}
        </option>
      ))}
    </Select>
  )
}

function useColumns(): Column<AccountView>[] {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const format = useFormat()
  return [
    {
      kind: 'main',
      name: t('column.name'),
      cell: ({ id, name, reference, deletionAt }) => (
        <>
          <RowLink href={administrationAddress({ page: 'accounts', accountId: id })} name={name} />
          {reference !== null && <span className={styles.facts}>{reference}</span>}
          {deletionAt !== null && (
            <span className={styles.facts}>
              {t('state.deletion', { date: format.date(new Date(deletionAt)) })}
            </span>
          )}
        </>
      ),
    },
    {
      kind: 'number',
      name: t('column.environments'),
      cell: ({ environments }) => format.number(environments),
    },
    { kind: 'number', name: t('column.services'), cell: ({ services }) => format.number(services) },
    {
      kind: 'state',
      name: t('column.state'),
      cell: ({ state }) => (
        <StateBadge tone={state === 'active' ? 'good' : 'warning'}>{t(`state.${state}`)}</StateBadge>
      ),
    },
  ]
}
