import { plainContentType } from './media-rules.ts'

const MAX_SIZE = 16 * 1024 * 1024

/** Fetches media given by link, as the platform does; `null` when it cannot. */
export async function fetchLink(
  fetchFunction: typeof fetch,
  link: string,
): Promise<{ content: Buffer; contentType: string } | null> {
  try {
    const response = await fetchFunction(link, { signal: AbortSignal.timeout(5_000) })
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MAX_SIZE) return null
    const content = Buffer.from(await response.arrayBuffer())
    return content.length > MAX_SIZE
      ? null
      : { content, contentType: plainContentType(response.headers.get('content-type') ?? '') }
  } catch {
    return null
  }
}
