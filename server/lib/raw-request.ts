/** A webhook request as it came over the wire: the signature is over these very bytes. */
export interface RawRequest {
  method: string
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  query: URLSearchParams
  body: Buffer
}
