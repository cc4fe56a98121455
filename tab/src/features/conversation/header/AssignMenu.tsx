import {
  Button,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
} from '@fluentui/react-components'
import { Person20Regular, PersonAdd20Regular, PersonDelete20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../../server/contract/conversation.ts'
import { safeName } from '../messages/text-format.ts'
import { useBusy } from '../messages/use-busy.ts'
import type { ConversationActions, Person } from '../types.ts'
import { useStyles } from './tools.styles.ts'

interface AssignMenuProps {
  conversation: Pick<ConversationView, 'assignee'>
  may: boolean
  me: Person
  actions: Pick<ConversationActions, 'assign'>
}

/** Whose conversation this is. One press takes it when it is nobody's. */
export function AssignMenu({ conversation, may, me, actions }: AssignMenuProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const { busy, run } = useBusy()
  const { assignee } = conversation
  const isMine = assignee?.id === me.id
  const name = assignee === null ? '' : safeName(assignee.name)
  const words =
    assignee === null
      ? t('header.unassigned')
      : isMine
        ? t('header.assignedToYou')
        : t('header.assignedTo', { name })

  if (!may) {
    return (
      <span className={mergeClasses(styles.still, styles.wideOnly)} title={words}>
        {words}
      </span>
    )
  }
  if (assignee === null) {
    return (
      <Button
        className={styles.tool}
        icon={<PersonAdd20Regular />}
        disabledFocusable={busy}
        aria-label={t('header.assignToMe')}
        title={t('header.assignToMe')}
        onClick={() => run(actions.assign(me.id))}
      >
        <span className={styles.label}>{t('header.assignToMe')}</span>
      </Button>
    )
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          className={styles.tool}
          icon={<Person20Regular />}
          menuIcon={null}
          aria-label={words}
          title={words}
        >
          <span className={styles.label}>{isMine ? t('author.you') : name}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {!isMine && (
            <MenuItem icon={<PersonAdd20Regular />} onClick={() => run(actions.assign(me.id))}>
              {t('header.assignToMe')}
            </MenuItem>
          )}
          <MenuItem icon={<PersonDelete20Regular />} onClick={() => run(actions.assign(null))}>
            {t('header.unassign')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
