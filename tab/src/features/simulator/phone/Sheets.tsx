import { Button, useArrowNavigationGroup, useFocusFinders } from '@fluentui/react-components'
import { DismissRegular, LocationRegular } from '@fluentui/react-icons'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outgoing } from '../state/control-api.ts'
import type { Contact } from '../state/wire.ts'
import { CustomerAvatar } from './Chooser.tsx'
import { useStyles } from './Composer.styles.ts'
import { PLACES } from './places.ts'
import { useStyles as useScreenStyles } from './screens.styles.ts'

interface SheetProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A panel that slides up within the phone. Escape and the shade close it. */
function Sheet({ title, onClose, children }: SheetProps) {
  const { t } = useTranslation()
  const styles = useStyles()
  const titleId = useId()
  const root = useRef<HTMLDialogElement>(null)
  const arrows = useArrowNavigationGroup({ axis: 'vertical' })
  const { findFirstFocusable } = useFocusFinders()
  useEffect(() => {
    const before = document.activeElement
    const list = root.current?.querySelector<HTMLElement>('[data-list]')
    const target = list && findFirstFocusable(list)
    target?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [findFirstFocusable])
  useEffect(() => {
    const element = root.current
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose()
    }
    element?.addEventListener('keydown', closeOnEscape)
    return () => element?.removeEventListener('keydown', closeOnEscape)
  }, [onClose])
  return (
    <>
      <button
        type="button"
        className={styles.shade}
        tabIndex={-1}
        aria-label={t('action.close')}
        onClick={onClose}
      />
      <dialog ref={root} open className={styles.sheet} aria-labelledby={titleId}>
        <div className={styles.sheetHead}>
          <h2 id={titleId} className={styles.sheetTitle}>
            {title}
          </h2>
          <Button
            appearance="subtle"
            aria-label={t('action.close')}
            icon={<DismissRegular />}
            onClick={onClose}
          />
        </div>
        <div className={styles.sheetList} data-list="" {...arrows}>
          {children}
        </div>
      </dialog>
    </>
  )
}

export interface ChoiceSheetProps {
  onChoose: (outgoing: Outgoing) => void
  onClose: () => void
}

/** Where the customer says to be. */
export function PlacesSheet({ onChoose, onClose }: ChoiceSheetProps) {
  const { t } = useTranslation('simulator')
  const styles = useScreenStyles()
  return (
    <Sheet title={t('places.title')} onClose={onClose}>
      {PLACES.map(({ key, latitude, longitude }) => {
        const name = t(`places.${key}`)
        const address = t(`places.${key}Address`)
        return (
          <button
            key={key}
            type="button"
            className={styles.entry}
            onClick={() => {
              onClose()
              onChoose({ kind: 'location', latitude, longitude, name, address })
            }}
          >
            <LocationRegular fontSize={28} aria-hidden="true" />
            <span className={styles.names}>
              <span className={styles.name}>{name}</span>
              <span className={styles.preview}>{address}</span>
            </span>
          </button>
        )
      })}
    </Sheet>
  )
}

/** Whom the customer passes on. */
export function PeopleSheet({
  people,
  onChoose,
  onClose,
}: ChoiceSheetProps & { people: readonly Contact[] }) {
  const { t } = useTranslation('simulator')
  const styles = useScreenStyles()
  const withNumber = people.filter((person) => person.phone !== null)
  return (
    <Sheet title={t('people.title')} onClose={onClose}>
      {withNumber.length === 0 && <p className={styles.preview}>{t('people.none')}</p>}
      {withNumber.map((person) => (
        <button
          key={person.id}
          type="button"
          className={styles.entry}
          onClick={() => {
            onClose()
            onChoose({
              kind: 'person',
              name: person.name,
              phones: person.phone === null ? [] : [person.phone],
            })
          }}
        >
          <CustomerAvatar name={person.name} id={person.id} size={40} />
          <span className={styles.names}>
            <span className={styles.name}>{person.name}</span>
            <span className={styles.preview}>{person.phone}</span>
          </span>
        </button>
      ))}
    </Sheet>
  )
}
