import { useTranslation } from 'react-i18next'
import type { MemberDetail } from '../../../../../server/contract/people-routes.ts'
import { safeName } from '../../conversation/messages/text-format.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { useTask } from '../parts/use-task.ts'
import { useStudio } from '../use-studio.ts'

export interface ResetFactorProps {
  member: MemberDetail
  onClose: () => void
  onReset: () => void
}

/** Helps somebody who has lost their authenticator app and their recovery codes. */
export function ResetFactor({ member, onClose, onReset }: ResetFactorProps) {
  const { t } = useTranslation('people')
  const { api, environmentId } = useStudio()
  const task = useTask()
  const name = safeName(member.name) || safeName(member.email)
  async function reset(): Promise<void> {
    const params = { id: environmentId, memberId: member.id }
    const request = () => api.call('DELETE /environments/:id/people/:memberId/two-factor', { params })
    if (await task.run(request)) onReset()
  }
  return (
    <ConfirmDialog
      title={t('resetFactor.title', { name })}
      text={t('resetFactor.text', { name })}
      yes={t('resetFactor.yes')}
      task={task}
      faults={{ conflict: t('resetFactor.conflict', { name }) }}
      onClose={onClose}
      onConfirm={() => void reset()}
    />
  )
}
