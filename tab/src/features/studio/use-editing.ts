import { createContext, use, useMemo } from 'react'
import type { ServiceSettings, SpokenLanguage } from '../../../../server/contract/service-settings.ts'
import { useStore } from '../../state/store.ts'
import { mayEdit, type StudioRights } from './rights.ts'
import type { Speaker } from './speech/speaker.ts'
import type { Editor, ReadyState } from './state/editor.ts'
import { LANGUAGES } from './state/fields.ts'
import { issuesOf, type IssueCode } from './state/issues.ts'

/** What the parts of a service's page work with. */
export interface Editing extends ReadyState {
  editor: Editor
  rights: StudioRights
  speaker: Speaker
  /** How the company calls itself by what is on the screen. */
  company: string
  /** Those of the service's that are spoken, in its order; the first is the one to fall back to. */
  languages: readonly SpokenLanguage[]
  /** What is wrong, by its place in the settings. */
  issues: ReadonlyMap<string, IssueCode>
  /** Whether this person may change an area. */
  may: (area: keyof ServiceSettings) => boolean
  change: Editor['change']
}

const EditingContext = createContext<Editing | null>(null)
export const EditingProvider = EditingContext.Provider

/** The service that is being edited. */
export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === null) throw new Error('used outside a service')
  return editing
}

export interface EditingTools {
  editor: Editor
  rights: StudioRights
  speaker: Speaker
  /** What the company is called when the service says nothing. */
  environmentName: string
}

/** Everything about an editor that has loaded; `null` before. */
export function useEditingValue({ editor, rights, speaker, environmentName }: EditingTools): Editing | null {
  const state = useStore(editor.store, (current) => current)
  return useMemo(() => {
    if (state.step !== 'ready') return null
    const { mine, refused, view } = state
    const issues = [...issuesOf(mine), ...refused]
    return {
      ...state,
      editor,
      rights,
      speaker,
      company: mine.deflector.companyName.trim() || environmentName,
      languages: LANGUAGES.filter((language) => view.service.languages.includes(language)).toSorted(
        (a, b) => view.service.languages.indexOf(a) - view.service.languages.indexOf(b),
      ),
      issues: new Map(issues.map(({ path, code }) => [path, code])),
      may: (area) => mayEdit(rights, area),
      change: editor.change,
    }
  }, [state, editor, rights, speaker, environmentName])
}
