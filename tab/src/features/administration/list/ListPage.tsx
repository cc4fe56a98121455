import { Button, mergeClasses, Skeleton, SkeletonItem, Spinner } from '@fluentui/react-components'
import { SearchInfoRegular } from '@fluentui/react-icons'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../../components/Delayed.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { useAddress } from '../../areas/use-address.ts'
import {
  administrationAddress,
  type AccountState,
  type AdministrationPage,
} from '../administration-address.ts'
import { useStyles as usePageStyles } from '../administration.styles.ts'
import { useStyles } from './list.styles.ts'
import { ListSearch } from './ListSearch.tsx'
import type { PagedList } from './use-paged-list.ts'

export interface Column<T> {
  /** `main` is the row's link; the narrower the page, the fewer of the others are shown. */
  kind: 'main' | 'words' | 'number' | 'state'
  name: string
  cell: (item: T) => ReactNode
}

export interface ListPageProps<T> {
  page: Exclude<AdministrationPage, 'policy'>
  q: string
  state?: AccountState | null
  list: PagedList<T>
  columns: readonly Column<T>[]
  /** Beside the title. */
  action?: ReactNode
  /** Beside the search. */
  filter?: ReactNode
  /** Why there is nothing, when nothing was searched for. */
  empty: ReactNode
}

/** A list of the administration: search, columns, and more of it as one goes on. */
export function ListPage<T extends { id: string }>(props: ListPageProps<T>) {
  const { page, q, state = null, list, action, filter } = props
  const pageStyles = usePageStyles()
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const { visit } = useAddress()
  const table = useRef<HTMLTableElement>(null)
  return (
    <main id="main" tabIndex={-1} className={pageStyles.main}>
      <div className={pageStyles.scroll}>
        <div className={mergeClasses(pageStyles.page, pageStyles.listPage)}>
          <div className={pageStyles.headLine}>
            <header className={pageStyles.head}>
              <h1 className={pageStyles.title}>{t(`page.${page}`)}</h1>
              <p className={pageStyles.lead}>{t(`lead.${page}`)}</p>
            </header>
            {action}
          </div>
          <div className={styles.tools}>
            <ListSearch
              q={q}
              label={t(`search.${page}`)}
              className={styles.search}
              onSearch={(next) => visit(administrationAddress({ page, q: next, state }), true)}
              onDone={() => table.current?.querySelector<HTMLElement>('[data-row]')?.focus()}
            />
            {filter}
          </div>
          <Content {...props} table={table} />
          <Found list={list} />
        </div>
      </div>
    </main>
  )
}

/** How many there are, for those who do not see the list change. */
function Found({ list: { items, stale, hasMore } }: { list: PagedList<unknown> }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const count = items?.length ?? 0
  return (
    <output className={styles.hidden}>
      {items === null || stale ? '' : hasMore ? t('list.foundMore', { count }) : t('list.found', { count })}
    </output>
  )
}

type ContentProps<T> = ListPageProps<T> & { table: React.RefObject<HTMLTableElement | null> }

function Content<T extends { id: string }>(props: ContentProps<T>) {
  const { page, q, state = null, list, empty } = props
  const { t } = useTranslation('administration')
  const { visit } = useAddress()
  const { items, failed, reload } = list
  if (items === null) return failed === null ? <Bones /> : <ErrorState code={failed} onRetry={reload} />
  if (items.length > 0) return <Table {...props} items={items} />
  if (q === '' && state === null) return <>{empty}</>
  const title =
    q === '' ? t(state === 'inactive' ? 'list.noInactive' : 'list.noActive') : t('list.nothingFits', { q })
  return (
    <EmptyState
      icon={<SearchInfoRegular />}
      title={title}
      {...(q === '' ? {} : { hint: t('list.nothingFitsHint') })}
      actions={
        <Button onClick={() => visit(administrationAddress({ page }), true)}>{t('list.showAll')}</Button>
      }
    />
  )
}

function Bones() {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  return (
    <Delayed>
      <output className={styles.bones} aria-label={t('loading')}>
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} aria-hidden="true">
            <SkeletonItem style={{ height: 52 }} />
          </Skeleton>
        ))}
      </output>
    </Delayed>
  )
}

function Table<T extends { id: string }>({
  page,
  list,
  columns,
  items,
  table,
}: ContentProps<T> & { items: readonly T[] }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  return (
    <>
      <div className={styles.card}>
        <table
          ref={table}
          className={mergeClasses(styles.table, list.stale && styles.stale)}
          aria-label={t(`page.${page}`)}
          aria-busy={list.stale}
        >
          <thead>
            <tr>
              {columns.map(({ kind, name }) => (
                <th key={name} scope="col" className={mergeClasses(styles.columnHead, styles[kind])}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id} className={styles.row}>
                {columns.map(({ kind, name, cell }) => (
                  <td key={name} className={mergeClasses(styles.cell, styles[kind])}>
                    {cell(item)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Foot list={list} />
    </>
  )
}

/** The end of what is loaded: what follows comes by itself as soon as it is nearly reached, or by the button. */
function Foot({ list }: { list: PagedList<unknown> }) {
  const styles = useStyles()
  const { t } = useTranslation(['administration', 'common'])
  const { hasMore, loadingMore, failed, more } = list
  if (failed !== null) {
    return (
      <div className={styles.foot} role="alert">
        {t('administration:list.moreFailed')}
        <Button size="small" onClick={more}>
          {t('common:action.retry')}
        </Button>
      </div>
    )
  }
  if (!hasMore) return null
  return (
    <div className={styles.foot} ref={(element) => watch(element, more)}>
      <Button
        disabledFocusable={loadingMore}
        {...(loadingMore ? { icon: <Spinner size="tiny" /> } : {})}
        onClick={more}
      >
        {t(loadingMore ? 'administration:list.loadingMore' : 'administration:list.more')}
      </Button>
    </div>
  )
}

function watch(element: HTMLElement | null, onNear: () => void): (() => void) | undefined {
  if (element === null || !('IntersectionObserver' in window)) return undefined
  const observer = new IntersectionObserver(
    (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onNear(),
    { rootMargin: '400px' },
  )
  observer.observe(element)
  return () => observer.disconnect()
}
