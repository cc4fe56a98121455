import { Button, Skeleton, SkeletonItem, useRestoreFocusTarget } from '@fluentui/react-components'
import { AddRegular, ChevronDownRegular, ChevronUpRegular, OpenRegular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountDetail, EnvironmentRow } from '../../../../../server/contract/administration.ts'
import { Delayed } from '../../../components/Delayed.tsx'
import { ErrorState } from '../../../components/ErrorState.tsx'
import { Group } from '../../studio/parts/Group.tsx'
import { usePagedList } from '../list/use-paged-list.ts'
import { Orders } from '../orders/Orders.tsx'
import { useAdministration } from '../use-administration.ts'
import { useStyles } from './account.styles.ts'
import { AddEnvironmentDialog } from './AddEnvironmentDialog.tsx'

export interface AccountEnvironmentsProps {
  account: AccountDetail
  onOpen: (environmentId: string) => void
}

/** The environments of an account, and what is booked for each. */
export function AccountEnvironments({ account, onOpen }: AccountEnvironmentsProps) {
  const styles = useStyles()
  const { t } = useTranslation(['administration', 'common'])
  const { api, agencyId } = useAdministration()
  const [adding, setAdding] = useState(false)
  const returnHere = useRestoreFocusTarget()
  const { id } = account
  const isActive = account.state === 'active'
  const list = usePagedList(id, (cursor, signal) =>
    api.call('GET /agencies/:id/environments', {
      params: { id: agencyId },
      query: { accountId: id, ...(cursor === null ? {} : { cursor }) },
      signal,
    }),
  )
  return (
    <Group
      title={t('administration:environments.title')}
      hint={t('administration:environments.hint')}
      aside={
        isActive && (
          <Button {...returnHere} icon={<AddRegular />} onClick={() => setAdding(true)}>
            {t('administration:environments.add')}
          </Button>
        )
      }
    >
      {list.items === null &&
        (list.failed === null ? <Bones /> : <ErrorState code={list.failed} onRetry={list.reload} />)}
      {list.items?.map((environment) => (
        <Environment key={environment.id} {...{ environment, isActive, onOpen }} onChanged={list.reload} />
      ))}
      {list.items !== null && (list.hasMore || list.failed !== null) && (
        <div className={styles.block}>
          <Button onClick={list.more} disabledFocusable={list.loadingMore}>
            {t(list.failed === null ? 'administration:list.more' : 'common:action.retry')}
          </Button>
        </div>
      )}
      {adding && (
        <AddEnvironmentDialog accountId={id} onClose={() => setAdding(false)} onAdded={list.reload} />
      )}
    </Group>
  )
}

function Bones() {
  return (
    <div>
      <Delayed>
        <Skeleton aria-hidden="true" style={{ padding: 20 }}>
          <SkeletonItem size={32} />
        </Skeleton>
      </Delayed>
    </div>
  )
}

interface EnvironmentProps {
  environment: EnvironmentRow
  isActive: boolean
  onOpen: (environmentId: string) => void
  onChanged: () => void
}

function Environment({ environment, isActive, onOpen, onChanged }: EnvironmentProps) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const [open, setOpen] = useState(false)
  const ordersId = useId()
  const { id, name, services, members } = environment
  const facts = [
    t('environments.services', { count: services }),
    t('environments.members', { count: members }),
  ]
  return (
    <div className={styles.environment}>
      <div className={styles.environmentLine}>
        <div className={styles.environmentWords}>
          <h3 className={styles.environmentName} dir="auto">
            {name}
          </h3>
          <p className={styles.facts}>{facts.join(' · ')}</p>
        </div>
        {isActive && (
          <div className={styles.buttons}>
            <Button
              appearance="subtle"
              aria-expanded={open}
              aria-controls={ordersId}
              aria-label={t('environments.ordersOf', { name })}
              icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
              iconPosition="after"
              onClick={() => setOpen(!open)}
            >
              {t('environments.orders')}
            </Button>
            <Button
              icon={<OpenRegular />}
              aria-label={t('open.studioOf', { name })}
              onClick={() => onOpen(id)}
            >
              {t('open.studio')}
            </Button>
          </div>
        )}
      </div>
      <div id={ordersId} hidden={!open}>
        {open && <Orders environment={environment} onChanged={onChanged} />}
      </div>
    </div>
  )
}
