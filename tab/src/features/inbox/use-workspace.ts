import { createContext, use } from 'react'
import type { State } from '../../state/state.ts'
import { useStore } from '../../state/store.ts'
import type { Workspace } from '../../state/workspace.ts'

const WorkspaceContext = createContext<Workspace | null>(null)
export const WorkspaceProvider = WorkspaceContext.Provider

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext)
  if (workspace === null) throw new Error('used outside an inbox')
  return workspace
}

/** A part of the workspace's state; see `useStore` for what the selector may answer. */
export function useInbox<T>(select: (state: State) => T): T {
  return useStore(useWorkspace().store, select)
}
