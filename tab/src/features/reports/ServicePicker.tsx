import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useStyles } from './ReportHead.styles.ts'

export interface ServicePickerProps {
  services: readonly { id: string; name: string }[]
  serviceId: string | null
  onChoose: (serviceId: string | null) => void
}

const ALL = ''

/** All services or one of them. */
export function ServicePicker({ services, serviceId, onChoose }: ServicePickerProps) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const chosen = services.find(({ id }) => id === serviceId)?.name ?? t('service.all')
  return (
    <Menu
      positioning="below-end"
      checkedValues={{ service: [serviceId ?? ALL] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const [id = ALL] = checkedItems
        onChoose(id === ALL ? null : id)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.service}
          icon={<ChevronDownRegular />}
          iconPosition="after"
          aria-label={`${t('service.label')}: ${chosen}`}
        >
          <span className={styles.serviceName}>{chosen}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="service" value={ALL}>
            {t('service.all')}
          </MenuItemRadio>
          {services.map(({ id, name }) => (
            <MenuItemRadio key={id} name="service" value={id}>
              {name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
