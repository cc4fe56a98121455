import { Button, Menu, MenuItemLink, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ChevronUpDown16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import { followLink } from '../areas/follow-link.ts'
import { useStyles } from './SectionNav.styles.ts'
import { useStudioPlace } from './use-studio-place.ts'
import { useTemplateName } from './use-template-name.ts'

export interface ServiceSwitchProps {
  service: ServiceView
  services: readonly ServiceView[]
}

/** Which service this is; where there are others, the way to them. */
export function ServiceSwitch({ service, services }: ServiceSwitchProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { link, go, place } = useStudioPlace()
  const templateName = useTemplateName()
  const words = (
    <span className={styles.headWords}>
      <span className={styles.serviceName}>{service.name}</span>
      <span className={styles.template}>{templateName(service.template)}</span>
    </span>
  )
  if (services.length < 2) return <div className={styles.head}>{words}</div>
  return (
    <Menu positioning="below-start">
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.switchButton}
          icon={<ChevronUpDown16Regular />}
          iconPosition="after"
        >
          {words}
          <span className={styles.hidden}>{t('nav.switch')}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {services.map(({ id, name }) => {
            const target = { serviceId: id, section: place.section }
            return (
              <MenuItemLink
                key={id}
                href={link(target)}
                aria-current={id === service.id ? 'page' : undefined}
                onClick={(event) => followLink(event, () => go(target))}
              >
                {name}
              </MenuItemLink>
            )
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
