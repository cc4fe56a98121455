import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components'
import {
  CheckboxChecked20Regular,
  Merge20Regular,
  MoreHorizontal20Regular,
  PanelRight20Regular,
  PersonSwap20Regular,
  Tag20Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ConversationPaneProps } from '../types.ts'

export interface MoreMenuProps {
  onAsk: ConversationPaneProps['onAsk'] | undefined
  onToggleDetails: (() => void) | undefined
  can: { assign: boolean; rearrange: boolean }
  /** Another conversation of the customer can be taken in. */
  mergeable: boolean
  /** Absent where messages cannot be moved. */
  onSelect: (() => void) | undefined
}

/** What is done with a conversation less often. */
export function MoreMenu({ can, mergeable, onAsk, onSelect, onToggleDetails }: MoreMenuProps) {
  const { t } = useTranslation('conversation')
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('header.more')} relationship="label">
          <Button appearance="subtle" icon={<MoreHorizontal20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {onAsk !== undefined && can.assign && (
            <MenuItem icon={<PersonSwap20Regular />} secondaryContent="A" onClick={() => onAsk('assign')}>
              {t('header.assignOther')}
            </MenuItem>
          )}
          {onAsk !== undefined && can.rearrange && (
            <MenuItem icon={<Tag20Regular />} secondaryContent="L" onClick={() => onAsk('labels')}>
              {t('header.labels')}
            </MenuItem>
          )}
          {onSelect !== undefined && (
            <MenuItem icon={<CheckboxChecked20Regular />} secondaryContent="X" onClick={onSelect}>
              {t('header.select')}
            </MenuItem>
          )}
          {onAsk !== undefined && can.rearrange && (
            <MenuItem icon={<Merge20Regular />} disabled={!mergeable} onClick={() => onAsk('merge')}>
              {t('header.merge')}
            </MenuItem>
          )}
          {onToggleDetails !== undefined && (
            <MenuItem icon={<PanelRight20Regular />} secondaryContent="D" onClick={onToggleDetails}>
              {t('header.details')}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
