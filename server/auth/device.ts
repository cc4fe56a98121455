/** By the mark each leaves in the `User-Agent`, the most particular first: browsers name those they descend from as well. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bTeams(?:Mobile)?\b|TeamsMobile/i, 'Teams'],
  [/\b(?:Edg|EdgA|EdgiOS|Edge)\//, 'Edge'],
  [/\b(?:OPR|Opera|OPiOS|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly [RegExp, string][] = [
  [/\bWindows\b/, 'Windows'],
  [/\biPhone\b|\biPod\b/, 'iOS'],
  [/\biPad\b/, 'iPadOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/** Longer ones are nobody's browser. */
const LONGEST = 1024

/**
 * The browser and the system of a `User-Agent`, such as `Edge · Windows`; the one that can be told when the other cannot, and
 * `null` when neither can. Good for recognising one's own devices, for nothing else: anybody can write anything there.
 */
export function describeDevice(userAgent: string | null): string | null {
  if (userAgent === null || userAgent.length > LONGEST) return null
  const known = [nameIn(BROWSERS, userAgent), nameIn(SYSTEMS, userAgent)].filter((name) => name !== null)
  return known.length === 0 ? null : known.join(' · ')
}

function nameIn(marks: readonly [RegExp, string][], userAgent: string): string | null {
  return marks.find(([mark]) => mark.test(userAgent))?.[1] ?? null
}
