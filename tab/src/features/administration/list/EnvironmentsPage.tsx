import { LayerRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { EnvironmentRow } from '../../../../../server/contract/administration.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { formatAddress } from '../../areas/area-address.ts'
import { administrationAddress } from '../administration-address.ts'
import { useAdministration } from '../use-administration.ts'
import { useStyles } from './list.styles.ts'
import { ListPage, type Column } from './ListPage.tsx'
import { EnvironmentRowLink, RowLink } from './RowLink.tsx'
import { StateBadge } from './StateBadge.tsx'
import { usePagedList } from './use-paged-list.ts'

/** Everything in which customers work; an entry leads to its Studio (DX-NAV-03). */
export function EnvironmentsPage({ q }: { q: string }) {
  const { t } = useTranslation('administration')
  const { api, agencyId } = useAdministration()
  const columns = useColumns()
  const list = usePagedList(JSON.stringify([agencyId, q]), (cursor, signal) =>
    api.call('GET /agencies/:id/environments', {
      params: { id: agencyId },
      query: { ...(q === '' ? {} : { q }), ...(cursor === null ? {} : { cursor }) },
      signal,
    }),
  )
  return (
    <ListPage
      page="environments"
      q={q}
      list={list}
      columns={columns}
      empty={
        <EmptyState
          icon={<LayerRegular />}
          title={t('empty.environments')}
          hint={t('empty.environmentsHint')}
        />
      }
    />
  )
}

function useColumns(): Column<EnvironmentRow>[] {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const format = useFormat()
  return [
    {
      kind: 'main',
      name: t('column.name'),
      cell: ({ id, name, account }) => (
        <>
          {account.state === 'active' ? (
            <EnvironmentRowLink environmentId={id} address={formatAddress('studio')} name={name} />
          ) : (
            // Nobody can enter it; its account is where it can be brought back.
            <RowLink href={administrationAddress({ page: 'accounts', accountId: account.id })} name={name} />
          )}
          <span className={styles.facts}>{account.name}</span>
        </>
      ),
    },
    { kind: 'number', name: t('column.services'), cell: ({ services }) => format.number(services) },
    { kind: 'number', name: t('column.members'), cell: ({ members }) => format.number(members) },
    {
      kind: 'state',
      name: t('column.state'),
      cell: ({ account: { state } }) => (
        <StateBadge tone={state === 'active' ? 'good' : 'warning'}>{t(`state.${state}`)}</StateBadge>
      ),
    },
  ]
}
