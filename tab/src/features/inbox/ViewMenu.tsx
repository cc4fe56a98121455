import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { VIEWS, type ViewName } from '../../state/state.ts'
import { useStyles } from './ListPane.styles.ts'
import type { Navigation } from './use-place.ts'
import { useViewCount } from './use-view-count.ts'

export interface ViewMenuProps {
  navigation: Navigation
}

/** The views behind the title, where there is no room for a rail. */
export function ViewMenu({ navigation: { place, go } }: ViewMenuProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  return (
    <Menu
      checkedValues={{ view: [place.view] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const view = VIEWS.find((name) => name === checkedItems[0])
        if (view !== undefined) go({ view })
      }}
    >
      <h1 className={styles.title}>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            className={styles.viewButton}
            icon={<ChevronDownRegular />}
            iconPosition="after"
          >
            {t(`nav.${place.view}`)}
          </Button>
        </MenuTrigger>
      </h1>
      <MenuPopover>
        <MenuList>
          {VIEWS.map((view) => (
            <ViewItem key={view} view={view} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function ViewItem({ view }: { view: ViewName }) {
  const { t } = useTranslation('inbox')
  const count = useViewCount(view)
  return (
    <MenuItemRadio name="view" value={view} secondaryContent={count?.short ?? ''}>
      {t(`nav.${view}`)}
    </MenuItemRadio>
  )
}
