import { Avatar, mergeClasses, type AvatarSize } from '@fluentui/react-components'
import { PersonRegular } from '@fluentui/react-icons'
import type { ChannelKind } from '../../../server/contract/message.ts'
import { channelIcons } from './channel-icons.tsx'
import { useStyles } from './ContactAvatar.styles.ts'

export interface ContactAvatarProps {
  name: string
  /** Keeps the colour when the name changes. */
  id: string
  channel?: ChannelKind
  size?: Extract<AvatarSize, 24 | 28 | 32 | 36 | 40 | 48 | 56 | 64>
}

/** A masked number has no initials worth showing. */
const HAS_INITIALS = /^\p{L}/u

/** Who it is and which way they write; for the eye only, the words stand beside it. */
export function ContactAvatar({ name, id, channel, size = 32 }: ContactAvatarProps) {
  const styles = useStyles()
  const Badge = channel === undefined ? null : channelIcons[channel]
  return (
    <span className={styles.root} aria-hidden="true">
      <Avatar
        size={size}
        color="colorful"
        idForColor={id}
        {...(HAS_INITIALS.test(name) ? { name } : { icon: <PersonRegular /> })}
      />
      {Badge !== null && (
        <span className={mergeClasses(styles.badge, size < 32 && styles.small, size >= 40 && styles.large)}>
          <Badge />
        </span>
      )}
    </span>
  )
}
