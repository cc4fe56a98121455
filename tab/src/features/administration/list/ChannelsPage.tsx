import { PlugConnectedRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ChannelRow } from '../../../../../server/contract/administration.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { formatAddress } from '../../areas/area-address.ts'
import { useAdministration } from '../use-administration.ts'
import { useStyles } from './list.styles.ts'
import { ListPage, type Column } from './ListPage.tsx'
import { placeWords } from './place-words.ts'
import { EnvironmentRowLink } from './RowLink.tsx'
import { StateBadge } from './StateBadge.tsx'
import { usePagedList } from './use-paged-list.ts'

/** The channels of all customers; an entry leads to the service that it belongs to. */
export function ChannelsPage({ q }: { q: string }) {
  const { t } = useTranslation('administration')
  const { api, agencyId } = useAdministration()
  const columns = useColumns()
  const list = usePagedList(JSON.stringify([agencyId, q]), (cursor, signal) =>
    api.call('GET /agencies/:id/channels', {
      params: { id: agencyId },
      query: { ...(q === '' ? {} : { q }), ...(cursor === null ? {} : { cursor }) },
      signal,
    }),
  )
  return (
    <ListPage
      page="channels"
      q={q}
      list={list}
      columns={columns}
      empty={
        <EmptyState
          icon={<PlugConnectedRegular />}
          title={t('empty.channels')}
          hint={t('empty.channelsHint')}
        />
      }
    />
  )
}

function useColumns(): Column<ChannelRow>[] {
  const styles = useStyles()
  const { t } = useTranslation(['administration', 'common'])
  return [
    {
      kind: 'main',
      name: t('administration:column.name'),
      cell: ({ name, kind, address, service, place }) => (
        <>
          <EnvironmentRowLink
            environmentId={place.environment.id}
            address={formatAddress('studio', { path: [service.id, 'channels'] })}
            name={name}
          />
          <span className={styles.facts}>
            {kind === 'telephony' ? t('common:channel.telephony') : t('common:channel.whatsapp')}
            {address === '' ? '' : ` · ${address}`}
          </span>
          <span className={styles.onlyNarrow}>
            <span className={styles.facts}>{`${service.name} · ${placeWords(place)}`}</span>
          </span>
        </>
      ),
    },
    { kind: 'words', name: t('administration:column.service'), cell: ({ service }) => service.name },
    { kind: 'words', name: t('administration:column.environment'), cell: ({ place }) => placeWords(place) },
    {
      kind: 'state',
      name: t('administration:column.state'),
      cell: ({ failing }) => (
        <StateBadge tone={failing ? 'bad' : 'good'}>
          {t(failing ? 'administration:state.failing' : 'administration:state.working')}
        </StateBadge>
      ),
    },
  ]
}
