import { isIP } from 'node:net'
import type { PackageFault } from './package-fault.ts'
import { manifestFault, type PackageRule, type PackageView } from './package-view.ts'

type AddressCode = 'address_malformed' | 'address_not_https' | 'address_local'

/** What keeps Teams from opening an address; `null` when nothing does. The message begins with a verb. */
export function addressProblem(address: string): { code: AddressCode; message: string } | null {
  if (!URL.canParse(address)) return { code: 'address_malformed', message: 'is no address' }
  const url = new URL(address)
  if (isLocal(url.hostname)) {
    const message = `names ${url.hostname}, where Teams finds nothing: use a public host name; for a try-out start a tunnel and use its https address`
    return { code: 'address_local', message }
  }
  if (url.protocol !== 'https:') {
    return { code: 'address_not_https', message: 'must begin with https://: Teams opens nothing else' }
  }
  return null
}

/** This machine, or a bare IP address, which no certificate that Teams trusts is made for. */
function isLocal(hostname: string): boolean {
  return /(^|\.)localhost\.?$/i.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
}

/** Every address of the manifest must be one that Teams can open. */
export const checkAddresses: PackageRule = ({ texts }) =>
  [...texts]
    .filter(([path]) => /url$/i.test(path))
    .flatMap(([path, address]) => {
      const problem = addressProblem(address)
      return problem === null ? [] : [manifestFault(problem.code, path, problem.message)]
    })

/** Pages that Teams shows inside itself: only hosts in `validDomains` may be shown. */
export function shownPages(view: PackageView): { path: string; url: URL }[] {
  return [...view.texts]
    .filter(([path, text]) => /\.(contentUrl|configurationUrl)$/.test(path) && URL.canParse(text))
    .map(([path, text]) => ({ path, url: new URL(text) }))
}

/** `validDomains` lists hosts of our own, and all hosts of pages that Teams shows. */
export const checkDomains: PackageRule = (view) => {
  const listed = [...view.texts].filter(([path]) => /^validDomains\[\d+\]$/.test(path))
  const hosts = listed.map(([, host]) => host.toLowerCase())
  const missing = shownPages(view).filter(
    ({ url }) =>
      addressProblem(url.href)?.code !== 'address_local' && !hosts.some((host) => covers(host, url)),
  )
  return [
    ...listed.flatMap(([path, host]) => domainFault(path, host) ?? []),
    ...missing.map(({ path, url }) =>
      manifestFault(
        'domain_missing',
        path,
        `${url.host} is not in validDomains: Teams would refuse to show the page`,
      ),
    ),
  ]
}

function domainFault(path: string, domain: string): PackageFault | null {
  if (!/^(\*\.)?[a-z\d-]+(\.[a-z\d-]+)*(:\d{1,5})?$/i.test(domain)) {
    const message = 'must be a host name alone, without scheme, path or other signs (as callover.example.com)'
    return manifestFault('domain_not_a_host', path, message)
  }
  if (/^\*\.[^.]+$/.test(domain)) {
    return manifestFault(
      'domain_too_wide',
      path,
      'covers hosts of others: a wildcard stands for one label of your own',
    )
  }
  if (/(^|\.)microsoft\.com$/i.test(domain)) {
    return manifestFault(
      'domain_of_microsoft',
      path,
      'must not be listed: Teams knows the hosts of Microsoft by itself',
    )
  }
  const problem = addressProblem(`https://${domain.replace('*', 'any')}`)
  return problem === null ? null : manifestFault(problem.code, path, problem.message)
}

function covers(listed: string, url: URL): boolean {
  if (!listed.startsWith('*.')) return listed === url.host || listed === url.hostname
  const [label = '', ...rest] = url.host.split('.')
  return label !== '' && rest.join('.') === listed.slice(2)
}
