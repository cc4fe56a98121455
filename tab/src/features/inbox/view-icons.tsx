import {
  bundleIcon,
  CheckmarkCircleFilled,
  CheckmarkCircleRegular,
  SleepFilled,
  SleepRegular,
  HourglassFilled,
  HourglassRegular,
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
  waiting: bundleIcon(HourglassFilled, HourglassRegular),
  later: bundleIcon(SleepFilled, SleepRegular),
  resolved: bundleIcon(CheckmarkCircleFilled, CheckmarkCircleRegular),
}
