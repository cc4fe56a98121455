import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, failureCode, isAborted, type FailureCode } from '../../api/api-error.ts'
import { changedFields, mergeThree, type Fields, type ThreeWay } from './three-way.ts'

export interface Source<V extends { version: number }, F extends Fields> {
  load: (signal?: AbortSignal) => Promise<V>
  /** Saves a form on top of a version. */
  save: (version: number, form: F) => Promise<V>
  formOf: (view: V) => F
}

export type Loading = { step: 'loading' } | { step: 'failed'; code: FailureCode }

export interface Versioned<V, F extends Fields> {
  step: 'ready'
  view: V
  /** As it is saved, and as it is on the screen. */
  saved: F
  form: F
  changed: readonly string[]
  busy: boolean
  /** What kept the last attempt from succeeding. */
  fault: FailureCode | null
  /** The fields that the server has refused, until the next attempt. */
  refused: readonly string[]
  /** What somebody else has saved meanwhile. */
  dispute: ThreeWay<F> | null
  change: (change: Partial<F>) => void
  discard: () => void
  /** Resolves with whether everything is saved. */
  save: () => Promise<boolean>
  /** Saves my changes on top of theirs. */
  settle: (keepsMine: (field: string) => boolean) => Promise<boolean>
  takeTheirs: () => void
  postpone: () => void
  /** Takes over what another action has answered with; what is being edited stays. */
  replace: (view: V) => void
}

interface Editing<V, F> {
  view: V
  form: F
  busy: boolean
  fault: FailureCode | null
  refused: readonly string[]
  theirs: V | null
}

type State<V, F> = Loading | ({ step: 'ready' } & Editing<V, F>)

/**
 * Something that people edit in a form and save as a whole, naming the version it is based on. Nobody overwrites anybody: when
 * somebody else was faster, theirs is fetched and shown beside mine.
 */
export function useVersioned<V extends { version: number }, F extends Fields>(
  source: Source<V, F>,
): (Loading & { retry: () => void }) | Versioned<V, F> {
  const [state, setState] = useState<State<V, F>>({ step: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const saving = useRef(false)

  useEffect(() => {
    const controller = new AbortController()
    source.load(controller.signal).then(
      (view) => !controller.signal.aborted && setState(begin(view, source.formOf(view))),
      (error: unknown) => {
        if (controller.signal.aborted || isAborted(error)) return
        setState({ step: 'failed', code: failureCode(error) })
      },
    )
    return () => controller.abort()
  }, [source, attempt])

  const edit = useCallback(
    (change: (state: Editing<V, F>) => Partial<Editing<V, F>>) =>
      setState((before) => (before.step === 'ready' ? { ...before, ...change(before) } : before)),
    [],
  )
  if (state.step !== 'ready') {
    const retry = (): void => {
      setState({ step: 'loading' })
      setAttempt((count) => count + 1)
    }
    return { ...state, retry }
  }

  const saved = source.formOf(state.view)
  const three =
    state.theirs === null ? null : { base: saved, mine: state.form, theirs: source.formOf(state.theirs) }

  async function run(version: number, form: F): Promise<boolean> {
    if (saving.current) return false
    saving.current = true
    edit(() => ({ form, busy: true, fault: null, refused: [] }))
    try {
      const view = await source.save(version, form)
      edit(() => begin(view, source.formOf(view)))
      return true
    } catch (error) {
      const theirs = await newerThan(version, error)
      edit(() =>
        theirs === null
          ? { busy: false, fault: failureCode(error), refused: refusedBy(error), theirs: null }
          : { busy: false, theirs },
      )
      return false
    } finally {
      saving.current = false
    }
  }

  /** What somebody else has saved, when it was that; a conflict has other reasons as well, such as a name that is taken. */
  async function newerThan(version: number, error: unknown): Promise<V | null> {
    if (failureCode(error) !== 'conflict') return null
    const now = await source.load().catch(() => null)
    return now === null || now.version === version ? null : now
  }

  return {
    ...state,
    saved,
    changed: changedFields(saved, state.form),
    dispute: three,
    change: (change) =>
      edit(({ form, refused }) => ({
        form: { ...form, ...change },
        fault: null,
        refused: refused.filter((field) => !(field in change)),
      })),
    discard: () => edit(({ view }) => begin(view, source.formOf(view))),
    save: () => run(state.view.version, state.form),
    async settle(keepsMine) {
      if (three === null || state.theirs === null) return false
      return run(state.theirs.version, mergeThree(three, keepsMine))
    },
    takeTheirs: () => edit(({ theirs }) => (theirs === null ? {} : begin(theirs, source.formOf(theirs)))),
    postpone: () => edit(() => ({ theirs: null })),
    replace: (view) =>
      edit(({ view: before, form }) => ({
        view,
        form: mergeThree(
          { base: source.formOf(before), mine: form, theirs: source.formOf(view) },
          () => true,
        ),
      })),
  }
}

function begin<V, F>(view: V, form: F): { step: 'ready' } & Editing<V, F> {
  return { step: 'ready', view, form, busy: false, fault: null, refused: [], theirs: null }
}

function refusedBy(error: unknown): string[] {
  const issues = error instanceof ApiError ? (error.problem?.issues ?? []) : []
  return issues.map(({ path }) => path.replace(/^body\./u, ''))
}
