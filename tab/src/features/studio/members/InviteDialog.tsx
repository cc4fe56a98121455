import { Field, Input, Switch } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { email as emailAddress } from '../../../../../server/contract/identity.ts'
import type { Role } from '../../../../../server/contract/member.ts'
import type { MemberDetail } from '../../../../../server/contract/people-routes.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { useEnvironment } from '../frame/use-environment.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import type { FreshLink } from './MembersPage.tsx'
import { RoleChecks } from './RoleChecks.tsx'

export interface InviteDialogProps {
  members: readonly MemberDetail[]
  onClose: () => void
  /** With the link when no e-mail was sent. */
  onInvited: (link: FreshLink | null) => void
}

/** Asks somebody to work here, by the address that they will have to use (DX-MEM-02 to 04). */
export function InviteDialog({ members, onClose, onInvited }: InviteDialogProps) {
  const { t } = useTranslation('people')
  const { api, environmentId } = useStudio()
  const environment = useEnvironment()
  const notify = useNotify()
  const task = useTask()
  const [typed, setTyped] = useState('')
  const [roles, setRoles] = useState<Role[]>(['agent'])
  const [sendMail, setSendMail] = useState(true)
  const [attempted, setAttempted] = useState(false)
  const parsed = emailAddress.safeParse(typed)
  const isMember = members.some(
    (one) => one.ownRoles.length > 0 && one.email.toLowerCase() === (parsed.data ?? ''),
  )
  const issue = isMember
    ? t('invite.alreadyMember')
    : attempted && (!parsed.success || task.issues.has('email'))
      ? t('invite.noAddress')
      : undefined

  async function invite(): Promise<void> {
    setAttempted(true)
    if (!parsed.success || isMember || roles.length === 0) return
    const email = parsed.data
    await task.run(async () => {
      const sent = await api.call('POST /environments/:id/invitations', {
        params: { id: environmentId },
        body: { email, roles, sendMail },
      })
      if (sent.link === null) notify.done(t('invite.sent', { email }))
      onInvited(sent.link === null ? null : { email, link: sent.link })
    })
  }

  return (
    <FormDialog
      title={t('invite.title', { environment: environment.name })}
      submit={t(sendMail ? 'invite.send' : 'invite.makeLink')}
      task={task}
      faults={{ conflict: t('invite.alreadyMember') }}
      disabled={roles.length === 0}
      onClose={onClose}
      onSubmit={() => void invite()}
    >
      <Field
        label={t('invite.email')}
        hint={t('invite.emailHint')}
        {...(issue === undefined ? {} : { validationMessage: issue })}
      >
        <Input
          type="email"
          autoComplete="off"
          maxLength={320}
          value={typed}
          onChange={(_, { value }) => {
            setTyped(value)
            task.forget()
          }}
        />
      </Field>
      <RoleChecks roles={roles} onChange={setRoles} />
      <Field hint={t(sendMail ? 'invite.mailHint' : 'invite.linkHint')}>
        <Switch
          label={t('invite.byMail')}
          checked={sendMail}
          onChange={(_, { checked }) => setSendMail(checked)}
        />
      </Field>
    </FormDialog>
  )
}
