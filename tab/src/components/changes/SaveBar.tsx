import { Button, Link, mergeClasses } from '@fluentui/react-components'
import { CircleEdit20Regular, ErrorCircle20Filled } from '@fluentui/react-icons'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../BusyButton.tsx'
import type { FailureCode } from '../../api/api-error.ts'
import { useStyles } from './SaveBar.styles.ts'

export interface SaveBarProps {
  /** How much is not saved; without anything there is no bar. */
  changes: number
  /** How many entries have to be put right first. */
  faults: number
  busy: boolean
  /** What kept the last attempt from succeeding. */
  failed: FailureCode | null
  onSave: () => void
  onDiscard: () => void
}

/** That something is not saved, and the ways on: with the keyboard, Ctrl or Cmd and S. */
export function SaveBar({ changes, faults, busy, failed, onSave, onDiscard }: SaveBarProps) {
  const styles = useStyles()
  useSaveKey(changes > 0, onSave)
  const isFault = failed !== null || faults > 0
  const isShown = changes > 0
  return (
    <div className={mergeClasses(isShown && styles.root)}>
      <div className={mergeClasses(isShown && styles.inner)}>
        <output className={mergeClasses(isShown && styles.words)}>
          {isShown && (
            <>
              <span
                className={mergeClasses(styles.icon, isFault ? styles.fault : styles.unsaved)}
                aria-hidden="true"
              >
                {isFault ? <ErrorCircle20Filled /> : <CircleEdit20Regular />}
              </span>
              <Words {...{ changes, faults, failed }} />
            </>
          )}
        </output>
        {isShown && <Actions {...{ busy, onSave, onDiscard }} />}
      </div>
    </div>
  )
}

function Actions({ busy, onSave, onDiscard }: Pick<SaveBarProps, 'busy' | 'onSave' | 'onDiscard'>) {
  const styles = useStyles()
  const { t } = useTranslation('administration')
  const box = useRef<HTMLDivElement>(null)

  // What was pressed goes away with what it did: whoever works with the keyboard goes on within the page.
  useLayoutEffect(() => {
    const actions = box.current
    return () => {
      if (actions?.contains(document.activeElement) === true) document.getElementById('main')?.focus()
    }
  }, [])
  return (
    <div ref={box} className={styles.actions}>
      <Button disabledFocusable={busy} onClick={() => !busy && onDiscard()}>
        {t('save.discard')}
      </Button>
      <BusyButton busy={busy} aria-keyshortcuts="Control+S Meta+S" onClick={() => !busy && onSave()}>
        {t(busy ? 'save.saving' : 'save.save')}
      </BusyButton>
    </div>
  )
}

function Words({ changes, faults, failed }: Pick<SaveBarProps, 'changes' | 'faults' | 'failed'>) {
  const styles = useStyles()
  const { t } = useTranslation(['administration', 'common'])
  return (
    <span className={styles.text}>
      <span className={styles.title}>
        {faults > 0
          ? t('administration:save.faulty', { count: faults })
          : failed !== null
            ? t('administration:save.failed')
            : t('administration:save.changes', { count: changes })}
      </span>
      <span className={styles.detail}>
        {faults > 0 ? (
          <Link as="button" onClick={showFirstFault}>
            {t('administration:save.show')}
          </Link>
        ) : failed !== null ? (
          t(`common:error.${failed}`)
        ) : (
          t('administration:save.hint')
        )}
      </span>
    </span>
  )
}

/** The first entry that has to be put right gets the focus. */
export function showFirstFault(): void {
  // It may have been marked just now.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#main [aria-invalid="true"]')?.focus())
}

function useSaveKey(active: boolean, onSave: () => void): void {
  useEffect(() => {
    if (!active) return undefined
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') === null) onSave()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active, onSave])
}
