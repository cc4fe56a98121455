/** Where the customer can be; names and addresses are in the catalogues. */
export const PLACES = [
  { key: 'home', latitude: 51.3406, longitude: 12.3747 },
  { key: 'shop', latitude: 51.3403, longitude: 12.3752 },
  { key: 'station', latitude: 51.3455, longitude: 12.3821 },
] as const
