import { problem } from '../../../../../server/contract/errors.ts'
import { serviceProfile, type ServiceProfile } from '../../../../../server/contract/setup-routes.ts'
import { ApiError } from '../../../api/api-error.ts'

/** What browsers show and the server takes. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export const PICTURE_BYTES = 512 * 1024
const TIMEOUT_MS = 60_000

export interface PictureUpload {
  environmentId: string
  serviceId: string
  file: File
  /** Who asks. */
  token: string | null
}

/** Sends the picture of a service as a form with a file, and answers with the service's data; throws an `ApiError`. */
export async function uploadPicture({
  environmentId,
  serviceId,
  file,
  token,
}: PictureUpload): Promise<ServiceProfile> {
  const form = new FormData()
  form.append('file', file, file.name)
  let response: Response
  try {
    response = await fetch(`/api/v1/environments/${environmentId}/services/${serviceId}/picture`, {
      method: 'POST',
      body: form,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (cause) {
    throw new ApiError('offline', { cause })
  }
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const found = problem.safeParse(answer).data
    throw new ApiError(found?.code ?? (response.status === 413 ? 'payload_too_large' : 'internal_error'), {
      status: response.status,
      ...(found === undefined ? {} : { problem: found }),
    })
  }
  const parsed = serviceProfile.safeParse(answer)
  if (!parsed.success) throw new ApiError('internal_error', { cause: parsed.error })
  return parsed.data
}
