import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  Skeleton,
  SkeletonItem,
  Spinner,
} from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { callResult, type CallResult } from '../../../../server/contract/call.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useNow } from '../../components/use-now.ts'
import { useAccount } from '../inbox/use-account.ts'
import { CallRow } from './CallRow.tsx'
import { Card } from '../figures/Card.tsx'
import { useStyles } from './CallList.styles.ts'
import type { CallPage } from './merge-calls.ts'
import { useStyles as useFigureStyles } from '../figures/figures.styles.ts'
import type { Calls } from './use-calls.ts'

export interface CallListProps {
  calls: Calls
  /** Whoever came has come for this. */
  isSought: boolean
  result: CallResult | null
  timeZone: string | undefined
  showService: boolean
  onFilter: (result: CallResult | null) => void
}

/** The latest calls, page by page. */
export function CallList({ calls, isSought, result, onFilter, ...rest }: CallListProps) {
  const { t } = useTranslation('reports')
  const { waiting } = useFigureStyles()
  const list = useRef<HTMLElement>(null)
  const isThere = calls.page !== null
  useEffect(() => {
    if (!isSought || !isThere) return
    list.current?.scrollIntoView({ block: 'start' })
    list.current?.focus({ preventScroll: true })
  }, [isSought, isThere])
  return (
    <Card
      ref={list}
      title={t('calls.title')}
      hint={t('calls.hint')}
      tools={<ResultFilter result={result} onFilter={onFilter} />}
    >
      {calls.page === null ? (
        <Unloaded calls={calls} />
      ) : (
        <div className={mergeClasses(calls.stale && waiting)} aria-busy={calls.stale}>
          <Page {...rest} page={calls.page} filtered={result !== null} />
          <Foot calls={calls} />
        </div>
      )}
    </Card>
  )
}

function Page({
  page,
  filtered,
  timeZone,
  showService,
}: Pick<CallListProps, 'timeZone' | 'showService'> & { page: CallPage; filtered: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const { areas } = useAccount()
  const now = useNow()
  const mayOpen = areas.includes('inbox')
  if (page.items.length === 0) {
    return <p className={styles.none}>{t(filtered ? 'calls.none' : 'calls.noneAtAll')}</p>
  }
  return (
    <>
      <div className={styles.names} aria-hidden="true">
        <div className={mergeClasses(styles.nameColumns, showService && styles.withService)}>
          <span />
          <span>{t('calls.time')}</span>
          <span>{t('calls.caller')}</span>
          <span>{t('calls.language')}</span>
          {showService && <span>{t('calls.service')}</span>}
          <span>{t('calls.result')}</span>
          <span className={styles.end}>{t('calls.length')}</span>
        </div>
        {mayOpen && <span className={styles.linkName}>{t('calls.conversation')}</span>}
      </div>
      <ul className={styles.list}>
        {page.items.map((call) => (
          <CallRow
            key={call.id}
            call={call}
            now={now}
            timeZone={timeZone}
            showService={showService}
            mayOpen={mayOpen}
          />
        ))}
      </ul>
    </>
  )
}

function Foot({ calls }: { calls: Calls }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  if (calls.page === null || calls.page.nextCursor === null) return null
  return (
    <div className={styles.foot}>
      {calls.moreFailed !== null && <span role="alert">{t('calls.moreFailed')}</span>}
      <Button
        disabledFocusable={calls.loadingMore}
        {...(calls.loadingMore ? { icon: <Spinner size="tiny" /> } : {})}
        onClick={() => void calls.more()}
      >
        {t(calls.loadingMore ? 'calls.loadingMore' : 'calls.more')}
      </Button>
    </div>
  )
}

function Unloaded({ calls }: { calls: Calls }) {
  const { t } = useTranslation('reports')
  if (calls.failed !== null) return <ErrorState code={calls.failed} onRetry={calls.reload} />
  return (
    <Delayed>
      <Skeleton aria-label={t('calls.loadingMore')} style={{ display: 'grid', gap: '20px' }}>
        {[0, 1, 2, 3, 4].map((row) => (
          <SkeletonItem key={row} size={16} />
        ))}
      </Skeleton>
    </Delayed>
  )
}

const ALL = ''

function ResultFilter({ result, onFilter }: Pick<CallListProps, 'result' | 'onFilter'>) {
  const styles = useStyles()
  const { t } = useTranslation(['reports', 'calls'])
  const chosen = result === null ? t('reports:calls.all') : t(`calls:result.${result}`)
  return (
    <Menu
      positioning="below-end"
      checkedValues={{ result: [result ?? ALL] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        onFilter(callResult.options.find((one) => one === checkedItems[0]) ?? null)
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          className={styles.filter}
          icon={<ChevronDownRegular />}
          iconPosition="after"
          aria-label={`${t('reports:calls.filter')}: ${chosen}`}
        >
          {chosen}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="result" value={ALL}>
            {t('reports:calls.all')}
          </MenuItemRadio>
          {callResult.options.map((one) => (
            <MenuItemRadio key={one} name="result" value={one}>
              {t(`calls:result.${one}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
