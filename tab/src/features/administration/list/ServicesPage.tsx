import { AppsListRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ServiceRow } from '../../../../../server/contract/administration.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { formatAddress } from '../../areas/area-address.ts'
import { useTemplateName } from '../../studio/use-template-name.ts'
import { useAdministration } from '../use-administration.ts'
import { useStyles } from './list.styles.ts'
import { ListPage, type Column } from './ListPage.tsx'
import { placeWords } from './place-words.ts'
import { EnvironmentRowLink } from './RowLink.tsx'
import { StateBadge } from './StateBadge.tsx'
import { usePagedList } from './use-paged-list.ts'

/** The services of all customers; an entry leads to its settings (DX-ADMIN-04). */
export function ServicesPage({ q }: { q: string }) {
  const { t } = useTranslation('administration')
  const { api, agencyId } = useAdministration()
  const columns = useColumns()
  const list = usePagedList(JSON.stringify([agencyId, q]), (cursor, signal) =>
    api.call('GET /agencies/:id/services', {
      params: { id: agencyId },
      query: { ...(q === '' ? {} : { q }), ...(cursor === null ? {} : { cursor }) },
      signal,
    }),
  )
  return (
    <ListPage
      page="services"
      q={q}
      list={list}
      columns={columns}
      empty={
        <EmptyState icon={<AppsListRegular />} title={t('empty.services')} hint={t('empty.servicesHint')} />
      }
    />
  )
}

function useColumns(): Column<ServiceRow>[] {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const templateName = useTemplateName()
  return [
    {
      kind: 'main',
      name: t('column.name'),
      cell: ({ id, name, template, place }) => (
        <>
          <EnvironmentRowLink
            environmentId={place.environment.id}
            address={formatAddress('studio', { path: [id] })}
            name={name}
          />
          <span className={styles.facts}>{templateName(template)}</span>
          <span className={styles.onlyNarrow}>
            <span className={styles.facts}>{placeWords(place)}</span>
          </span>
        </>
      ),
    },
    { kind: 'words', name: t('column.environment'), cell: ({ place }) => placeWords(place) },
    { kind: 'state', name: t('column.state'), cell: (service) => <ServiceState {...service} /> },
  ]
}

function ServiceState({ ready, ended }: ServiceRow) {
  const { t } = useTranslation('administration')
  if (ended) return <StateBadge tone="quiet">{t('state.ended')}</StateBadge>
  if (ready === null) return <StateBadge tone="good">{t('state.noCalls')}</StateBadge>
  return <StateBadge tone={ready ? 'good' : 'bad'}>{t(ready ? 'state.ready' : 'state.notReady')}</StateBadge>
}
