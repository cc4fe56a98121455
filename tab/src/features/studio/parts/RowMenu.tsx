import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons'
import type { ReactElement } from 'react'

export interface RowAction {
  text: string
  icon: ReactElement
  run: () => void
}

export interface RowMenuProps {
  /** Whose they are. */
  label: string
  actions: readonly RowAction[]
}

/** What can be done with one entry of a list; nothing when there is nothing. */
export function RowMenu({ label, actions }: RowMenuProps) {
  if (actions.length === 0) return null
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {actions.map(({ text, icon, run }) => (
            <MenuItem key={text} icon={icon} onClick={run}>
              {text}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
