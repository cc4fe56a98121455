import { Dropdown, Option } from '@fluentui/react-components'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { role as roleName, type Role } from '../../../../../server/contract/member.ts'
import { useStyles } from './access.styles.ts'

export interface RolePickerProps {
  roles: readonly Role[]
  /** Whose roles they are. */
  name: string
  disabled: boolean
  onChange: (roles: readonly Role[]) => void
}

/** What somebody may do once they are let in, in words. */
export function RolePicker({ roles, name, disabled, onChange }: RolePickerProps) {
  const styles = useStyles()
  const { t } = useTranslation(['access', 'common'])
  const id = useId()
  const wordsOf = (role: Role): string => t(`common:role.${role}`)
  const none = roles.length === 0
  return (
    <div className={styles.roles}>
      <span className={styles.rolesLabel} aria-hidden="true">
        {t('access:roles')}
      </span>
      <Dropdown
        multiselect
        className={styles.dropdown}
        aria-label={t('access:rolesOf', { name })}
        disabled={disabled}
        value={roles.map(wordsOf).join(', ')}
        selectedOptions={[...roles]}
        placeholder={t('access:noRole')}
        {...(none ? { 'aria-describedby': id, 'aria-invalid': true as const } : {})}
        onOptionSelect={(_, { selectedOptions }) =>
          onChange(roleName.options.filter((role) => selectedOptions.includes(role)))
        }
      >
        {roleName.options.map((role) => (
          <Option key={role} value={role} text={wordsOf(role)}>
            <span className={styles.option}>
              <span>{wordsOf(role)}</span>
              <span className={styles.optionHint}>{t(`access:role.${role}`)}</span>
            </span>
          </Option>
        ))}
      </Dropdown>
      {none && (
        <span id={id} role="alert" className={styles.issue}>
          {t('access:noRole')}
        </span>
      )}
    </div>
  )
}
