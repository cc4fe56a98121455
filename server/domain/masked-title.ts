/**
 * A number for titles and notifications: the calling code in clear, one asterisk per further digit, in a group
 * of four and the rest (OMNI-START-03, OMNI-START-04).
 */
export function maskNationalNumber(callingCode: string, nationalDigits: string): string {
  const stars = '*'.repeat(nationalDigits.length)
  const grouped = stars.length > 4 ? `${stars.slice(0, 4)} ${stars.slice(4)}` : stars
  return callingCode === '' ? grouped : `+${callingCode} ${grouped}`.trimEnd()
}

/** A platform's own user id for titles: only the end is shown, enough to tell two people apart. */
export function maskUserId(userId: string): string {
  return `••••${userId.slice(-4)}`
}
