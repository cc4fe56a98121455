import {
  BuildingMultipleFilled,
  BuildingMultipleRegular,
  bundleIcon,
  DataBarVerticalFilled,
  DataBarVerticalRegular,
  MailInboxFilled,
  MailInboxRegular,
  OptionsFilled,
  OptionsRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import type { Area } from '../../../../server/contract/areas.ts'

/** Filled where one is. */
export const areaIcons: Record<Area, FluentIcon> = {
  inbox: bundleIcon(MailInboxFilled, MailInboxRegular),
  reports: bundleIcon(DataBarVerticalFilled, DataBarVerticalRegular),
  studio: bundleIcon(OptionsFilled, OptionsRegular),
  administration: bundleIcon(BuildingMultipleFilled, BuildingMultipleRegular),
}
