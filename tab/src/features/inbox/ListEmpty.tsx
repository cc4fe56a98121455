import { Button } from '@fluentui/react-components'
import {
  CheckmarkCircle48Regular,
  HourglassRegular,
  MailInboxRegular,
  PersonRegular,
  PhoneRegular,
  SearchRegular,
  SleepRegular,
  TagRegular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useDemo } from '../session/use-demo.ts'
import type { Navigation } from './use-place.ts'
import { useViewCount } from './use-view-count.ts'

export interface ListEmptyProps {
  navigation: Navigation
}

/** Why the list is empty: nothing matches, all is done, or nothing has ever come in. */
export function ListEmpty({ navigation }: ListEmptyProps) {
  const { t } = useTranslation('inbox')
  const { place, go } = navigation
  const unassigned = useViewCount('unassigned')?.value ?? 0
  const simulatorUrl = useDemo()?.simulatorUrl

  if (place.q !== '') {
    return (
      <EmptyState
        icon={<SearchRegular />}
        title={t('empty.searchTitle', { q: place.q })}
        hint={t('empty.searchHint')}
        actions={<Button onClick={() => go({ q: '' })}>{t('empty.searchClear')}</Button>}
      />
    )
  }
  if (place.label !== undefined) {
    return (
      <EmptyState
        icon={<TagRegular />}
        title={t('empty.labelTitle', { label: place.label })}
        hint={t('empty.labelHint', { view: t(`nav.${place.view}`) })}
        actions={<Button onClick={() => go({ label: null })}>{t('empty.labelClear')}</Button>}
      />
    )
  }
  if (place.sort === 'window') {
    return (
      <EmptyState
        icon={<HourglassRegular />}
        title={t('empty.windowTitle')}
        hint={t('empty.windowHint')}
        actions={<Button onClick={() => go({ sort: 'activity' })}>{t('empty.windowAction')}</Button>}
      />
    )
  }
  switch (place.view) {
    case 'mine':
      return (
        <EmptyState
          icon={<PersonRegular />}
          title={t('empty.mineTitle')}
          hint={t('empty.mineHint')}
          actions={
            unassigned > 0 && (
              <Button onClick={() => go({ view: 'unassigned' })}>
                {t('empty.mineAction', { count: unassigned })}
              </Button>
            )
          }
        />
      )
    case 'unassigned':
      return (
        <EmptyState
          icon={<CheckmarkCircle48Regular />}
          title={t('empty.unassignedTitle')}
          hint={t('empty.unassignedHint')}
        />
      )
    case 'open':
      return (
        <EmptyState
          icon={<MailInboxRegular />}
          title={t('empty.openTitle')}
          hint={t(simulatorUrl === undefined ? 'empty.openHint' : 'empty.openDemoHint')}
          actions={
            simulatorUrl !== undefined && (
              <Button as="a" href={simulatorUrl} target="_blank" rel="noopener" icon={<PhoneRegular />}>
                {t('empty.openDemoAction')}
              </Button>
            )
          }
        />
      )
    case 'waiting':
      return (
        <EmptyState
          icon={<HourglassRegular />}
          title={t('empty.waitingTitle')}
          hint={t('empty.waitingHint')}
        />
      )
    case 'later':
      return <EmptyState icon={<SleepRegular />} title={t('empty.laterTitle')} hint={t('empty.laterHint')} />
    case 'resolved':
      return (
        <EmptyState
          icon={<CheckmarkCircle48Regular />}
          title={t('empty.resolvedTitle')}
          hint={t('empty.resolvedHint')}
        />
      )
  }
}
