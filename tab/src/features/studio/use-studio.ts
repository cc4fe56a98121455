import { createContext, use } from 'react'
import type { Api } from '../../api/http.ts'

/** What the studio's parts ask the server with. */
export interface Studio {
  api: Api
  environmentId: string
}

const StudioContext = createContext<Studio | null>(null)
export const StudioProvider = StudioContext.Provider

export function useStudio(): Studio {
  const studio = use(StudioContext)
  if (studio === null) throw new Error('used outside the studio')
  return studio
}
