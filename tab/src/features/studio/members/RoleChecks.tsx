import { useTranslation } from 'react-i18next'
import { role as roleName, type Role } from '../../../../../server/contract/member.ts'
import { Checks } from '../parts/Checks.tsx'

export interface RoleChecksProps {
  roles: readonly Role[]
  onChange: (roles: Role[]) => void
}

/** Several roles, each with what it is for (DX-ROLE-01). */
export function RoleChecks({ roles, onChange }: RoleChecksProps) {
  const { t } = useTranslation(['access', 'common'])
  return (
    <Checks
      label={t('access:roles')}
      options={roleName.options.map((role) => ({
        value: role,
        name: t(`common:role.${role}`),
        hint: t(`access:role.${role}`),
      }))}
      chosen={roles}
      issue={roles.length === 0 ? t('access:noRole') : undefined}
      onChange={onChange}
    />
  )
}
