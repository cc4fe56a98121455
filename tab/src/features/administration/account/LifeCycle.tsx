import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  useRestoreFocusTarget,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountDetail } from '../../../../../server/contract/administration.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { appClock } from '../../../state/clock.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { ConfirmDialog } from '../../studio/parts/ConfirmDialog.tsx'
import { useTask } from '../../studio/parts/use-task.ts'
import { useAdministration } from '../use-administration.ts'
import { useStyles } from './account.styles.ts'

/** Deactivated accounts are deleted for good after so many days (CVG-CUST-07). */
const DAYS_UNTIL_DELETION = 90
const DAY_MS = 86_400_000

interface LifeCycleProps {
  account: AccountDetail
  onChanged: (account: AccountDetail) => void
}

/** That an account is inactive, until when, and the way back (CVG-CUST-08 to -10). */
export function InactiveBar({ account, onChanged }: LifeCycleProps) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const returnHere = useRestoreFocusTarget()
  const date = account.deletionAt === null ? '' : format.date(new Date(account.deletionAt))
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle className={styles.barTitle}>{t('account.inactiveTitle')}</MessageBarTitle>
        {t('account.inactiveText', { date })}
      </MessageBarBody>
      <MessageBarActions>
        <Button {...returnHere} appearance="primary" onClick={() => setAsking(true)}>
          {t('account.restore')}
        </Button>
      </MessageBarActions>
      {asking && <Restoring {...{ account, onChanged }} onClose={() => setAsking(false)} />}
    </MessageBar>
  )
}

function Restoring({ account, onChanged, onClose }: LifeCycleProps & { onClose: () => void }) {
  const { t } = useTranslation('administration')
  const { api, session } = useAdministration()
  const notify = useNotify()
  const task = useTask()
  const { id, name } = account
  return (
    <ConfirmDialog
      title={t('account.restoreTitle', { name })}
      text={t('account.restoreText')}
      yes={t('account.restore')}
      task={task}
      onClose={onClose}
      onConfirm={() =>
        void task.run(async () => {
          onChanged(await api.call('POST /accounts/:id/restore', { params: { id } }))
          notify.done(t('account.restored', { name }))
          onClose()
          void session.load()
        })
      }
    />
  )
}

/** The way to end an account: with its name typed, so that it is this one and no other (CVG-CUST-06, -11). */
export function Deactivation({ account, onChanged, blocked }: LifeCycleProps & { blocked: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const [asking, setAsking] = useState(false)
  const returnHere = useRestoreFocusTarget()
  return (
    <section className={styles.danger} aria-label={t('account.deactivate')}>
      <div className={styles.dangerWords}>
        <h2 className={styles.environmentName}>{t('account.deactivate')}</h2>
        <p className={styles.facts}>{t(blocked ? 'account.changeFirst' : 'account.deactivateHint')}</p>
      </div>
      <Button
        {...returnHere}
        className={styles.dangerButton}
        disabledFocusable={blocked}
        onClick={() => !blocked && setAsking(true)}
      >
        {t('account.deactivate')}
      </Button>
      {asking && <Deactivating {...{ account, onChanged }} onClose={() => setAsking(false)} />}
    </section>
  )
}

function Deactivating({ account, onChanged, onClose }: LifeCycleProps & { onClose: () => void }) {
  const { t } = useTranslation('administration')
  const { api, session } = useAdministration()
  const format = useFormat()
  const notify = useNotify()
  const task = useTask()
  const [typed, setTyped] = useState('')
  const { id, name } = account
  const date = format.date(new Date(appClock.now().getTime() + DAYS_UNTIL_DELETION * DAY_MS))
  const isConfirmed = typed.trim() === name.trim()

  function deactivate(): void {
    if (!isConfirmed) return
    void task.run(async () => {
      const ended = await api.call('POST /accounts/:id/deactivate', { params: { id } })
      onChanged(ended)
      const at = ended.deletionAt === null ? date : format.date(new Date(ended.deletionAt))
      notify.done(t('account.deactivated', { name, date: at }))
      onClose()
      void session.load()
    })
  }

  return (
    <ConfirmDialog
      title={t('account.deactivateTitle', { name })}
      text={
        <>
          <p style={{ margin: 0 }}>{t('account.deactivateText', { date })}</p>
          <Field label={t('account.deactivateType', { name })}>
            <Input
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(_, { value }) => setTyped(value)}
              onKeyDown={(event) => event.key === 'Enter' && deactivate()}
            />
          </Field>
        </>
      }
      yes={t('account.deactivate')}
      task={task}
      disabled={!isConfirmed}
      onClose={onClose}
      onConfirm={deactivate}
    />
  )
}
