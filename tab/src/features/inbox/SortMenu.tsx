import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components'
import { ArrowSortRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { SORTS, type SortName } from '../../state/state.ts'

export interface SortMenuProps {
  sort: SortName
  onSort: (sort: SortName) => void
}

export function SortMenu({ sort, onSort }: SortMenuProps) {
  const { t } = useTranslation('inbox')
  const label = t('sort.label', { name: t(`sort.${sort}`) })
  return (
    <Menu
      checkedValues={{ sort: [sort] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const chosen = SORTS.find((name) => name === checkedItems[0])
        if (chosen !== undefined) onSort(chosen)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={label} relationship="label">
          <Button appearance="subtle" icon={<ArrowSortRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {SORTS.map((name) => (
            <MenuItemRadio key={name} name="sort" value={name}>
              {t(`sort.${name}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
