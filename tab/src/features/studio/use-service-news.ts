import { useCallback } from 'react'
import { useEditing } from './use-editing.ts'
import { useStudio } from './use-studio.ts'

/** Asks how the service is after something beside its settings has changed: its name, its place, its channels. */
export function useServiceNews(): () => Promise<void> {
  const { api, environmentId } = useStudio()
  const { editor, view } = useEditing()
  const { id } = view.service
  return useCallback(async () => {
    // The change itself has been told; what is known of the rest follows with the next visit.
    const answer = await api
      .call('GET /environments/:id/services', { params: { id: environmentId } })
      .catch(() => null)
    const service = answer?.items.find((one) => one.id === id)
    if (service !== undefined) editor.know(service)
    await editor.refresh()
  }, [api, environmentId, editor, id])
}
