/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the field or on the list, whose keys move in it */
import { Input, mergeClasses } from '@fluentui/react-components'
import { Checkmark20Regular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { EnvironmentSummary } from '../../../../server/contract/member.ts'
import { useAccount } from '../inbox/use-account.ts'
import { groupEnvironments, type EnvironmentGroup } from './environment-groups.ts'
import { useStyles } from './EnvironmentPicker.styles.ts'
import { EnvironmentMark } from './EnvironmentMark.tsx'
import { useEnvironmentSearch, type EnvironmentSearch } from './use-environment-search.ts'
import { usePlaces } from './use-places.ts'

/** So many can be taken in at a glance; beyond that one searches. */
const SEARCH_FROM = 9
/** More than this nobody scrolls through: a word more finds it. */
const MOST_SHOWN = 200

/** Everywhere somebody works, to choose from: the agency, then its customers (DX-NAV-02). */
export function EnvironmentPicker({ onChosen }: { onChosen: () => void }) {
  const styles = useStyles()
  const { t, i18n } = useTranslation('areas')
  const { environments, more: hasMore, environmentId } = useAccount()
  const places = usePlaces()
  const [typed, setTyped] = useState('')
  const { fitting, more, step } = useEnvironmentSearch(places, { environments, more: hasMore }, typed)
  const groups = useMemo(() => groupEnvironments(fitting, i18n.language), [fitting, i18n.language])
  const shown = groups.flatMap((group) => group.environments).slice(0, MOST_SHOWN)
  const [active, setActive] = useState(environmentId)
  const current = shown.some(({ id }) => id === active) ? active : (shown[0]?.id ?? '')
  const searches = environments.length >= SEARCH_FROM
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const optionId = (id: string): string => `${listId}-${id}`

  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function choose(id: string): void {
    onChosen()
    const chosen = shown.find((environment) => environment.id === id)
    if (chosen !== undefined && id !== environmentId) places.enter(chosen)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = targetOf(
      event.key,
      shown.findIndex(({ id }) => id === current),
      shown.length,
    )
    if (target !== null) {
      event.preventDefault()
      setActive(shown[target]?.id ?? '')
    } else if (event.key === 'Enter' && current !== '') {
      event.preventDefault()
      choose(current)
    }
  }

  const points = current === '' ? {} : { 'aria-activedescendant': optionId(current) }
  return (
    <div className={styles.root}>
      {searches && (
        <Input
          className={styles.search}
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={listId}
          {...points}
          type="search"
          autoComplete="off"
          maxLength={200}
          aria-label={t('environments.search')}
          placeholder={t('environments.search')}
          contentBefore={<SearchRegular />}
          value={typed}
          onChange={(_, { value }) => {
            setTyped(value)
            setActive('')
          }}
          onKeyDown={onKeyDown}
        />
      )}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('environments.label')}
        className={styles.list}
        {...(searches ? {} : { tabIndex: 0, onKeyDown, ...points })}
      >
        {groups.map((group) => (
          <Group key={group.key} group={group}>
            {group.environments
              .filter((environment) => shown.includes(environment))
              .map((environment) => (
                <div
                  key={environment.id}
                  id={optionId(environment.id)}
                  role="option"
                  aria-selected={environment.id === environmentId}
                  data-active={environment.id === current ? '' : undefined}
                  className={mergeClasses(
                    styles.option,
                    group.name !== null && styles.indented,
                    environment.id === current && styles.active,
                  )}
                  // The focus stays where the keys are.
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => environment.id !== current && setActive(environment.id)}
                  onClick={() => choose(environment.id)}
                >
                  <Words environment={environment} />
                  {environment.id === environmentId && (
                    <Checkmark20Regular className={styles.check} aria-hidden />
                  )}
                </div>
              ))}
          </Group>
        ))}
      </div>
      <Note step={step} shown={shown.length} left={fitting.length - shown.length} more={more} typed={typed} />
    </div>
  )
}

/** What the list does not show; how much it does is for those who do not see it. */
function Note({
  step,
  shown,
  left,
  more,
  typed,
}: Pick<EnvironmentSearch, 'step' | 'more'> & { shown: number; left: number; typed: string }) {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  if (step === 'searching') return <output className={styles.note}>{t('environments.searching')}</output>
  if (step === 'failed') return <output className={styles.note}>{t('environments.failed')}</output>
  if (shown === 0) return <output className={styles.note}>{t('environments.none')}</output>
  if (more)
    return (
      <output className={styles.note}>
        {t(typed.trim() === '' ? 'environments.manyMore' : 'environments.narrow')}
      </output>
    )
  if (left > 0) return <output className={styles.note}>{t('environments.more', { count: left })}</output>
  return (
    <output className={styles.hidden}>{typed === '' ? '' : t('environments.found', { count: shown })}</output>
  )
}

function Group({ group, children }: { group: EnvironmentGroup; children: React.ReactNode[] }) {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  if (children.length === 0) return null
  const isAgency = group.environments[0]?.kind === 'agency'
  const name = isAgency ? t('environments.agency') : group.name
  return (
    <div
      role="group"
      aria-label={name ?? group.environments[0]?.name ?? ''}
      className={mergeClasses(styles.group, isAgency && styles.agencies, group.name !== null && styles.named)}
    >
      {name !== null && (
        <div className={styles.groupName} aria-hidden="true">
          {name}
        </div>
      )}
      {children}
    </div>
  )
}

function Words({ environment }: { environment: EnvironmentSummary }) {
  const styles = useStyles()
  return (
    <>
      <EnvironmentMark environment={environment} />
      <span className={styles.name} dir="auto">
        {environment.name}
      </span>
    </>
  )
}

/** Where a key leads in a list of so many; `null` when it leads nowhere. */
function targetOf(key: string, from: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (from + 1) % count
  if (key === 'ArrowUp') return (Math.max(from, 0) - 1 + count) % count
  if (key === 'PageDown') return Math.min(from + 8, count - 1)
  if (key === 'PageUp') return Math.max(from - 8, 0)
  return null
}
