import { Badge, Tooltip } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../../../server/contract/member.ts'

export interface RoleTagsProps {
  own: readonly Role[]
  /** Held in the agency above (DX-ROLE-10). */
  inherited?: readonly Role[]
}

/** Roles in words; those that come from the agency look as if they could not be changed here, because they cannot. */
export function RoleTags({ own, inherited = [] }: RoleTagsProps) {
  const { t } = useTranslation(['people', 'common'])
  const passedOn = inherited.filter((role) => !own.includes(role))
  return (
    <>
      {own.map((role) => (
        <Badge key={role} appearance="tint" color="informative">
          {t(`common:role.${role}`)}
        </Badge>
      ))}
      {passedOn.map((role) => (
        <Tooltip key={role} content={t('people:members.inheritedHint')} relationship="description">
          <Badge appearance="outline" color="informative" tabIndex={0}>
            {t('people:members.inherited', { role: t(`common:role.${role}`) })}
          </Badge>
        </Tooltip>
      ))}
    </>
  )
}
