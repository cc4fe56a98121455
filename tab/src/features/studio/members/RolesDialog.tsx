import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../../../server/contract/member.ts'
import type { MemberDetail } from '../../../../../server/contract/people-routes.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { FormDialog } from '../parts/FormDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'
import { RoleChecks } from './RoleChecks.tsx'

export interface RolesDialogProps {
  member: MemberDetail
  isSelf: boolean
  onClose: () => void
  onSaved: () => void
}

/** What somebody may do here; what the agency passes on to them stays in any case (DX-ROLE-10). */
export function RolesDialog({ member, isSelf, onClose, onSaved }: RolesDialogProps) {
  const { t } = useTranslation(['people', 'common'])
  const { api, environmentId } = useStudio()
  const task = useTask()
  const [roles, setRoles] = useState<Role[]>([...member.ownRoles])
  const same =
    roles.length === member.ownRoles.length && roles.every((role) => member.ownRoles.includes(role))
  const losesThis =
    isSelf && member.ownRoles.includes('environmentManager') && !roles.includes('environmentManager')

  async function save(): Promise<void> {
    const params = { id: environmentId, memberId: member.id }
    const request = () =>
      api.call('PUT /environments/:id/people/:memberId/roles', { params, body: { roles } })
    if (await task.run(request)) onSaved()
  }

  return (
    <FormDialog
      title={t('people:roles.title', { name: safeName(member.name) })}
      submit={t('people:roles.save')}
      task={task}
      faults={{ conflict: t('people:members.lastManager') }}
      disabled={roles.length === 0 || same}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <RoleChecks roles={roles} onChange={setRoles} />
      {member.inheritedRoles.length > 0 && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            {t('people:roles.inherited', {
              roles: member.inheritedRoles.map((role) => t(`common:role.${role}`)).join(', '),
            })}
          </MessageBarBody>
        </MessageBar>
      )}
      {losesThis && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('people:roles.ownLoss')}</MessageBarBody>
        </MessageBar>
      )}
    </FormDialog>
  )
}
