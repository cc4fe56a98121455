import { useEffect, useState } from 'react'
import type { HolidayRegion } from '../../../../../server/contract/service-settings.ts'
import { isAborted } from '../../../api/api-error.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStudio } from '../use-studio.ts'

/** Countries and states to choose from, named and sorted in the reader's language; `null` until they are there. */
export function useHolidayRegions(): readonly HolidayRegion[] | null {
  const { api, environmentId } = useStudio()
  const format = useFormat()
  const [regions, setRegions] = useState<readonly HolidayRegion[] | null>(null)

  useEffect(() => {
    const asked = new AbortController()
    const byName = new Intl.Collator(format.language).compare
    api
      .call('GET /environments/:id/holiday-regions', {
        params: { id: environmentId },
        signal: asked.signal,
      })
      .then(({ items }) =>
        setRegions(
          items
            .map((region) => ({ ...region, name: nameOf(region, format.country(region.country)) }))
            .toSorted((a, b) => byName(a.name, b.name)),
        ),
      )
      .catch((error: unknown) => {
        // The one that is chosen can still be seen and switched off.
        if (!isAborted(error)) setRegions([])
      })
    return () => asked.abort()
  }, [api, environmentId, format])

  return regions
}

/** What the browser does not know is named as the server names it. */
function nameOf({ country, name }: HolidayRegion, known: string): string {
  return known === country ? name : known
}
