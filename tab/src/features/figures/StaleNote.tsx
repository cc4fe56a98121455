import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useFigureFormat } from './use-figure-format.ts'
import type { Loaded } from './use-loaded.ts'

/** What is shown is from an earlier time: there was no newer answer. */
export function StaleNote({ loaded }: { loaded: Pick<Loaded<unknown>, 'loadedAt' | 'reload'> }) {
  const { t } = useTranslation(['reports', 'common'])
  const format = useFigureFormat()
  const time = loaded.loadedAt === null ? '' : format.time(loaded.loadedAt)
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t('reports:stale', { time })}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={loaded.reload}>{t('common:action.retry')}</Button>
      </MessageBarActions>
    </MessageBar>
  )
}
