const DAY_MS = 86_400_000

/** How long an account that is not in use can be brought back (CVG-CUST-07, -10). */
export const RESTORABLE_DAYS = 90

/** When an account that is not in use since this instant is deleted for good: days of 24 hours, the same in every time zone. */
export function deletionOf(deactivatedAt: Date): Date {
  return new Date(deactivatedAt.getTime() + RESTORABLE_DAYS * DAY_MS)
}

/** Accounts that are not in use since this instant or longer are deleted now. */
export function deletedSince(now: Date): Date {
  return new Date(now.getTime() - RESTORABLE_DAYS * DAY_MS)
}
