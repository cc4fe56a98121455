import { Button, Link, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { DismissRegular, PersonAvailableRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccessRequestView } from '../../../../../server/contract/teams.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useNotify } from '../../inbox/use-notify.tsx'
import { SidePage } from '../frame/SidePage.tsx'
import type { AccessDesk, Decided } from './access-desk.ts'
import { useStyles } from './access.styles.ts'
import { AccessRequestCard } from './AccessRequestCard.tsx'
import { nameOf } from './request-name.ts'
import { useAccessState } from './use-access-desk.ts'

export interface AccessPageProps {
  desk: AccessDesk
  environmentName: string
}

/** Who asks to be let into the environment: with which roles, or not. */
export function AccessPage({ desk, environmentName }: AccessPageProps) {
  const { t } = useTranslation('access')
  const state = useAccessState(desk)
  const reload = (): void => void desk.load()
  const title = useRef<HTMLHeadingElement>(null)
  return (
    <SidePage
      page="access"
      title={t('title')}
      lead={t('lead', { environment: environmentName })}
      titleRef={title}
      state={state.step === 'ready' ? { step: 'ready', value: state } : state}
      onRetry={reload}
    >
      {({ items, stale }) => (
        <>
          {stale && <Stale onRetry={reload} />}
          <Requests
            items={items}
            desk={desk}
            environmentName={environmentName}
            onDecided={() => title.current?.focus()}
          />
        </>
      )}
    </SidePage>
  )
}

function Stale({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation(['access', 'common'])
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {t('access:refreshFailed')}{' '}
        <Link inline as="button" onClick={onRetry}>
          {t('common:action.retry')}
        </Link>
      </MessageBarBody>
    </MessageBar>
  )
}

interface RequestsProps extends AccessPageProps {
  items: readonly AccessRequestView[]
  /** The card that had the focus is gone. */
  onDecided: () => void
}

function Requests({ items, desk, environmentName, onDecided }: RequestsProps) {
  const styles = useStyles()
  const { t } = useTranslation(['access', 'common'])
  const notify = useNotify()
  const [overtaken, setOvertaken] = useState<string | null>(null)

  function tell(what: 'approve' | 'decline', name: string, outcome: Decided): void {
    setOvertaken(outcome === 'settled' ? name : null)
    if (outcome === 'done') {
      notify.done(t(what === 'approve' ? 'access:done.approved' : 'access:done.declined', { name }))
    } else if (outcome !== 'settled') {
      notify.failed(t(`access:failed.${what}`, { name }), t(`common:error.${outcome.failed}`))
      return
    }
    onDecided()
  }

  return (
    <>
      {overtaken !== null && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('access:settled', { name: overtaken })}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                icon={<DismissRegular />}
                aria-label={t('common:action.close')}
                onClick={() => setOvertaken(null)}
              />
            }
          />
        </MessageBar>
      )}
      {items.length === 0 ? (
        <div className={styles.empty}>
          <EmptyState
            icon={<PersonAvailableRegular />}
            title={t('access:empty')}
            hint={t('access:emptyHint')}
          />
        </div>
      ) : (
        <ul className={styles.list} aria-label={t('access:title')}>
          {items.map((request) => (
            <AccessRequestCard
              key={request.id}
              request={request}
              environmentName={environmentName}
              onApprove={async (roles) =>
                tell('approve', nameOf(request), await desk.approve(request.id, roles))
              }
              onDecline={async () => tell('decline', nameOf(request), await desk.decline(request.id))}
            />
          ))}
        </ul>
      )}
    </>
  )
}
