import { Avatar } from '@fluentui/react-components'
import { BriefcaseRegular } from '@fluentui/react-icons'
import type { EnvironmentSummary } from '../../../../server/contract/member.ts'

/** By what an environment is told from the others at a glance; decoration beside its name. */
export function EnvironmentMark({
  environment: { id, name, kind },
  size = 24,
}: {
  environment: Pick<EnvironmentSummary, 'id' | 'name' | 'kind'>
  size?: 24 | 28
}) {
  return (
    <Avatar
      aria-hidden
      shape="square"
      size={size}
      name={name}
      idForColor={id}
      {...(kind === 'agency'
        ? { color: 'neutral' as const, initials: '', icon: <BriefcaseRegular /> }
        : { color: 'colorful' as const })}
    />
  )
}
