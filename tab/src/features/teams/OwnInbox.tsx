import { Button } from '@fluentui/react-components'
import { OptionsRegular, PeopleTeamRegular } from '@fluentui/react-icons'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { areasOf } from '../../../../server/contract/areas.ts'
import type { MeView } from '../../../../server/contract/member.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { parseChoice } from '../../host/tab-choice.ts'
import { useHost } from '../../host/use-host.ts'

const answersIn = ({ rights }: MeView['environments'][0]): boolean => areasOf(rights).includes('inbox')

export interface OwnInboxProps {
  me: MeView
  children: (me: MeView) => ReactNode
}

/**
 * Shows of a person's environments what belongs on this page: the one that its address names, as a tab of a channel does,
 * and within Teams, where there is the inbox alone, those in which they answer customers.
 */
export function OwnInbox({ me, children }: OwnInboxProps) {
  const host = useHost()
  const inTeams = host.teams !== undefined
  const [choice, setChoice] = useState(() => parseChoice(host.address().split('?')[1] ?? ''))
  const wanted = choice?.environmentId ?? null
  const here = useMemo(() => {
    const own = inTeams ? me.environments.filter(answersIn) : me.environments
    if (wanted === null) return { ...me, environments: own }
    // A tab of a channel shows one, however many others there are.
    const { more: _more, ...rest } = me
    return { ...rest, environments: own.filter(({ id }) => id === wanted) }
  }, [me, inTeams, wanted])

  if (here.environments.length > 0) return children(here)
  if (wanted !== null && !me.environments.some(({ id }) => id === wanted)) {
    const leave = (): void => {
      host.visit('/')
      setChoice(null)
    }
    return <Elsewhere onLeave={leave} />
  }
  return <NothingToAnswer me={me} />
}

function Elsewhere({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('teams')
  return (
    <main style={{ height: '100%' }}>
      <EmptyState
        icon={<PeopleTeamRegular />}
        title={t('inbox.elsewhereTitle')}
        hint={t('inbox.elsewhereHint')}
        actions={<Button onClick={onLeave}>{t('inbox.elsewhereAction')}</Button>}
      />
    </main>
  )
}

function NothingToAnswer({ me }: { me: MeView }) {
  const { t } = useTranslation(['teams', 'areas'])
  const host = useHost()
  const others = [...new Set(me.environments.flatMap(({ rights }) => areasOf(rights)))].filter(
    (area) => area !== 'inbox',
  )
  return (
    <main style={{ height: '100%' }}>
      <EmptyState
        icon={<OptionsRegular />}
        title={t('teams:inbox.noneTitle')}
        {...(others.length > 0 ? { hint: t('teams:inbox.noneHint') } : {})}
        actions={others.map((area) => (
          <Button key={area} onClick={() => host.visit(`/${area}`)}>
            {t('teams:inbox.open', { area: t(`areas:name.${area}`) })}
          </Button>
        ))}
      />
    </main>
  )
}
