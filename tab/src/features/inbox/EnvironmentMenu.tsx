import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
} from '@fluentui/react-components'
import { BuildingRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useStyles } from './Rail.styles.ts'
import { useAccount } from './use-account.ts'

export interface EnvironmentMenuProps {
  wide: boolean
}

export function EnvironmentMenu({ wide }: EnvironmentMenuProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const { environments, environmentId, switchEnvironment } = useAccount()
  const current = environments.find((environment) => environment.id === environmentId)
  const name = current?.name ?? ''
  return (
    <Menu
      positioning="after-bottom"
      checkedValues={{ environment: [environmentId] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const [chosen] = checkedItems
        if (chosen !== undefined) switchEnvironment(chosen)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={mergeClasses(styles.footButton, !wide && styles.narrowButton)}
          icon={<BuildingRegular />}
          aria-label={t('environment.switch', { name })}
          title={name}
        >
          {wide && <span className={styles.text}>{name}</span>}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {environments.map((environment) => (
            <MenuItemRadio key={environment.id} name="environment" value={environment.id}>
              {environment.name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
