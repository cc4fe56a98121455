import {
  bundleIcon,
  CheckmarkCircleFilled,
  CheckmarkCircleRegular,
  ClockAlarmFilled,
  ClockAlarmRegular,
  HourglassHalfFilled,
  HourglassHalfRegular,
  MailInboxFilled,
  MailInboxRegular,
  PersonFilled,
  PersonQuestionMarkFilled,
  PersonQuestionMarkRegular,
  PersonRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import type { ViewName } from '../../state/state.ts'

/** Filled where one is. */
export const viewIcons: Record<ViewName, FluentIcon> = {
  mine: bundleIcon(PersonFilled, PersonRegular),
  unassigned: bundleIcon(PersonQuestionMarkFilled, PersonQuestionMarkRegular),
  open: bundleIcon(MailInboxFilled, MailInboxRegular),
  waiting: bundleIcon(HourglassHalfFilled, HourglassHalfRegular),
  later: bundleIcon(ClockAlarmFilled, ClockAlarmRegular),
  resolved: bundleIcon(CheckmarkCircleFilled, CheckmarkCircleRegular),
}
