/**
 * The bytes of an answer, at most `limit` of them; `undefined` when there are more. Stops reading as soon as that
 * is clear: neither a false length nor an endless stream fills the memory.
 */
export async function readLimited(response: Response, limit: number): Promise<Buffer | undefined> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (announced > limit) {
    await discard(response)
    return undefined
  }
  if (response.body === null) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Frees the connection of an answer that nobody reads. */
export async function discard(response: Response): Promise<void> {
  try {
    await response.body?.cancel()
  } catch {
    // It was broken anyway.
  }
}
