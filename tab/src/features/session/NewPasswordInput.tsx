import { mergeClasses } from '@fluentui/react-components'
import { CheckmarkCircle16Filled, Circle16Regular, DismissCircle16Filled } from '@fluentui/react-icons'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { SHORTEST_PASSWORD, type PasswordFault } from '../../../../server/contract/identity.ts'
import type { ApiError } from '../../api/api-error.ts'
import { useStyles as useEntranceStyles } from './EntrancePage.styles.ts'
import { useStyles } from './NewPasswordInput.styles.ts'
import { findPasswordFault, isLongEnough, isOfOwnWords, refusedFor } from './password-rules.ts'
import { PasswordInput } from './PasswordInput.tsx'

export interface NewPasswordInputProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Their name and address, which must not be in it. */
  about: readonly string[]
  /** Whether it has been handed in, so that what is wrong is said. */
  checked: boolean
  /** What the server last refused, for as long as the password is the same. */
  error: ApiError | null
  /** Something else that is wrong with it. */
  fault?: string
  name?: string
  ref?: Ref<HTMLInputElement>
}

/** A password that somebody chooses, with the rules and how far it keeps them while it is typed. */
export function NewPasswordInput(props: NewPasswordInputProps) {
  const { label, value, onChange, about, checked, error, fault: other, name, ref } = props
  const { t } = useTranslation(['session', 'common'])
  const refused = refusedFor(error)

  function explain(): string | null {
    const [fault] = refused
    if (fault !== undefined) return inWords(fault)
    if (error?.code === 'password_refused') return t('common:error.password_refused')
    if (other !== undefined || !checked) return other ?? null
    if (value === '') return t('session:newPassword.missing')
    const found = findPasswordFault(value, about)
    return found === null ? null : inWords(found)
  }
  const inWords = (fault: PasswordFault): string =>
    t(`session:newPassword.fault.${fault}`, { count: SHORTEST_PASSWORD })

  return (
    <PasswordInput
      label={label}
      value={value}
      onChange={onChange}
      kind="new"
      fault={explain()}
      hint={<Rules value={value} about={about} refused={refused} />}
      {...(name === undefined ? {} : { name })}
      {...(ref === undefined ? {} : { ref })}
    />
  )
}

type RuleState = 'open' | 'met' | 'unmet'

interface RulesProps {
  value: string
  about: readonly string[]
  refused: readonly PasswordFault[]
}

function Rules({ value, about, refused }: RulesProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const own = isOfOwnWords(value, about) || refused.includes('contains_name')
  return (
    <ul className={styles.rules} aria-label={t('newPassword.rules')}>
      <Rule state={lengthOf(value, refused)}>{t('newPassword.length', { count: SHORTEST_PASSWORD })}</Rule>
      <Rule state={own ? 'unmet' : openUntil(isLongEnough(value))}>{t('newPassword.own')}</Rule>
      {/* Only the server knows; it is asked when the password is handed in. */}
      <Rule state={refused.includes('breached') ? 'unmet' : 'open'}>{t('newPassword.unknown')}</Rule>
    </ul>
  )
}

const openUntil = (met: boolean): RuleState => (met ? 'met' : 'open')

function lengthOf(value: string, refused: readonly PasswordFault[]): RuleState {
  return refused.includes('too_short') ? 'unmet' : openUntil(isLongEnough(value))
}

function Rule({ state, children }: { state: RuleState; children: string }) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const { aloud } = useEntranceStyles()
  return (
    <li className={styles.rule}>
      <span
        className={mergeClasses(
          styles.icon,
          state === 'met' && styles.met,
          state === 'unmet' && styles.unmet,
        )}
        aria-hidden="true"
      >
        {state === 'met' && <CheckmarkCircle16Filled />}
        {state === 'unmet' && <DismissCircle16Filled />}
        {state === 'open' && <Circle16Regular />}
      </span>
      <span>
        {children}
        {state !== 'open' && <span className={aloud}> ({t(`newPassword.${state}`)})</span>}
      </span>
    </li>
  )
}
