import { Button, Field, Select } from '@fluentui/react-components'
import { DismissRegular, FlashRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { controlApi } from '../state/control-api.ts'
import type { Contact, Fault, Lab } from '../state/wire.ts'
import { useRun } from '../use-run.tsx'
import { codeOf, FAULT_GROUPS, faultKeyOf, FAULTS, type FaultKey } from './fault-options.ts'
import { useStyles } from './Laboratory.styles.ts'

const TIMES = { next: 1, next3: 3, always: null } as const
type Times = keyof typeof TIMES

export interface FaultPanelProps {
  lab: Lab
  contact: Contact | null
  contacts: ReadonlyMap<string, Contact>
}

/** Makes the next messages of the business fail. */
export function FaultPanel({ lab, contact, contacts }: FaultPanelProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const [key, setKey] = useState<FaultKey>('s131049')
  const [times, setTimes] = useState<Times>('next')
  const [onlyOne, setOnlyOne] = useState(false)
  const option = (name: FaultKey): string => {
    const code = codeOf(FAULTS[name])
    return code === null ? t(`faults.option.${name}`) : `${t(`faults.option.${name}`)} (${code})`
  }
  const contactId = onlyOne ? (contact?.id ?? null) : null
  return (
    <>
      <Field label={t('faults.what')}>
        <Select value={key} onChange={(_event, { value }) => setKey(value as FaultKey)}>
          {(Object.keys(FAULT_GROUPS) as (keyof typeof FAULT_GROUPS)[]).map((group) => (
            <optgroup key={group} label={t(`faults.group.${group}`)}>
              {(Object.keys(FAULT_GROUPS[group]) as FaultKey[]).map((name) => (
                <option key={name} value={name}>
                  {option(name)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <div className={styles.row}>
        <Field label={t('faults.when')} className={styles.fill}>
          <Select value={times} onChange={(_event, { value }) => setTimes(value as Times)}>
            {(Object.keys(TIMES) as Times[]).map((name) => (
              <option key={name} value={name}>
                {t(`faults.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('faults.who')} className={styles.fill}>
          <Select
            value={onlyOne && contact !== null ? 'one' : 'all'}
            onChange={(_event, { value }) => setOnlyOne(value === 'one')}
          >
            <option value="all">{t('faults.everybody')}</option>
            {contact !== null && <option value="one">{t('faults.only', { name: contact.name })}</option>}
          </Select>
        </Field>
      </div>
      <div>
        <Button
          appearance="primary"
          icon={<FlashRegular />}
          onClick={() => void run(controlApi.addFault(FAULTS[key], TIMES[times], contactId))}
        >
          {t('faults.add')}
        </Button>
      </div>
      {lab.faults.length === 0 ? (
        <span className={styles.muted}>{t('faults.none')}</span>
      ) : (
        <ul className={styles.armed} aria-label={t('faults.active')}>
          {lab.faults.map((fault) => (
            <Armed key={fault.id} fault={fault} only={contacts.get(fault.contactId ?? '')?.name ?? null} />
          ))}
        </ul>
      )}
    </>
  )
}

function Armed({ fault, only }: { fault: Fault; only: string | null }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const key = faultKeyOf(fault.effect)
  const code = codeOf(fault.effect)
  const what =
    key === null ? (fault.title ?? t('faults.other', { code: code ?? 0 })) : t(`faults.option.${key}`)
  const left = fault.times === null ? t('faults.untilRemoved') : t('faults.timesLeft', { count: fault.times })
  return (
    <li className={styles.armedItem}>
      <FlashRegular aria-hidden="true" />
      <span className={styles.armedText}>
        {what}
        {code !== null && ` (${code})`}
        <br />
        <span className={styles.small}>
          {[left, ...(only === null ? [] : [t('faults.only', { name: only })])].join(' · ')}
        </span>
      </span>
      <Button
        appearance="subtle"
        size="small"
        aria-label={t('faults.remove', { what })}
        icon={<DismissRegular />}
        onClick={() => void run(controlApi.removeFault(fault.id))}
      />
    </li>
  )
}
