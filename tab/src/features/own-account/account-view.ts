/** What the dialogue about one's own account shows; everything but the overview is about one thing and leads back to it. */
export type AccountView = 'overview' | 'password' | 'setUp' | 'newCodes' | 'turnOff' | 'codes'

/** The heading of each view, in the catalogue of one's own account. */
export const VIEW_TITLES = {
  overview: 'title',
  password: 'password.change',
  setUp: 'setUp.title',
  newCodes: 'twoFactor.newCodesTitle',
  turnOff: 'twoFactor.offTitle',
  codes: 'codes.title',
} as const satisfies Record<AccountView, string>
