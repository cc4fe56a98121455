import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** What each zone may import: zones of ours, then packages. The first zone that fits a file is its zone. */
const ZONES: readonly { zone: string; files: RegExp; zones: readonly string[]; packages: RegExp }[] = [
  { zone: 'contract', files: /^server\/contract\//, zones: ['contract'], packages: /^zod$/ },
  { zone: 'domain', files: /^server\/domain\//, zones: ['contract', 'domain'], packages: /^$/ },
  {
    zone: 'lib',
    files: /^server\/lib\//,
    zones: ['contract', 'lib'],
    packages: /^(node:.*|pino|prom-client|libphonenumber-js\/(min|max)|date-holidays|file-type|fflate|zod)$/,
  },
  {
    zone: 'channel interface',
    files: /^server\/channels\/(channel|define-connector)\.ts$/,
    zones: ['contract', 'domain', 'lib', 'channel interface'],
    packages: /^zod$/,
  },
  {
    zone: 'registry',
    files: /^server\/channels\/registry\.ts$/,
    zones: ['contract', 'channel interface', 'whatsapp-cloud'],
    packages: /^$/,
  },
  {
    zone: 'whatsapp-cloud',
    files: /^server\/channels\/whatsapp-cloud\//,
    zones: ['contract', 'domain', 'lib', 'channel interface', 'whatsapp-cloud'],
    packages: /^(node:.*|zod)$/,
  },
  {
    zone: 'telephony interface',
    files: /^server\/telephony\/(provider|define-provider)\.ts$/,
    zones: ['contract', 'domain', 'lib', 'telephony interface'],
    packages: /^zod$/,
  },
  { zone: 'beep', files: /^server\/telephony\/beep\.ts$/, zones: [], packages: /^$/ },
  {
    zone: 'telephony registry',
    files: /^server\/telephony\/registry\.ts$/,
    zones: ['contract', 'telephony interface', 'twilio', 'vier', 'jambonz'],
    packages: /^$/,
  },
  {
    zone: 'twilio',
    files: /^server\/telephony\/twilio\//,
    zones: ['contract', 'domain', 'lib', 'telephony interface', 'twilio'],
    packages: /^(node:.*|zod|twilio.*)$/,
  },
  {
    zone: 'vier',
    files: /^server\/telephony\/vier\//,
    zones: ['contract', 'domain', 'lib', 'telephony interface', 'vier'],
    packages: /^(node:.*|zod)$/,
  },
  {
    zone: 'jambonz',
    files: /^server\/telephony\/jambonz\//,
    zones: ['contract', 'domain', 'lib', 'telephony interface', 'jambonz'],
    packages: /^(node:.*|zod)$/,
  },
  {
    zone: 'embedded',
    files: /^server\/store\/embedded\//,
    zones: ['embedded'],
    packages: /^(node:.*|bson|mingo.*|lmdb)$/,
  },
  {
    zone: 'store interface',
    files: /^server\/store\/(store|entities|[a-z-]+-(store|entities))\.ts$/,
    zones: ['contract', 'domain', 'store interface'],
    packages: /^node:stream$/,
  },
  {
    zone: 'store',
    files: /^server\/store\//,
    zones: ['contract', 'domain', 'lib', 'store interface', 'store', 'embedded'],
    packages: /^(node:.*|mongoose)$/,
  },
  {
    zone: 'usecases',
    files: /^server\/usecases\//,
    zones: [
      'contract',
      'domain',
      'lib',
      'auth',
      'channel interface',
      'telephony interface',
      'store interface',
      'usecases',
    ],
    packages: /^node:(crypto|stream|async_hooks)$/,
  },
  {
    zone: 'auth',
    files: /^server\/auth\//,
    zones: ['contract', 'domain', 'lib', 'auth'],
    packages:
      /^(node:crypto|node:net|zod|@node-rs\/argon2|@zxcvbn-ts\/language-common|jose|openid-client|uqr)$/,
  },
  {
    zone: 'provisioning',
    files: /^server\/provisioning\//,
    zones: [
      'contract',
      'domain',
      'lib',
      'auth',
      'config',
      'channel interface',
      'telephony interface',
      'store interface',
      'usecases',
      'provisioning',
    ],
    packages: /^$/,
  },
  { zone: 'mail', files: /^server\/mail\//, zones: [], packages: /^nodemailer$/ },
  {
    zone: 'config',
    files: /^server\/config\//,
    zones: ['contract', 'lib', 'config'],
    packages: /^(node:.*|zod)$/,
  },
  {
    zone: 'http',
    files: /^server\/http\//,
    zones: [
      'contract',
      'lib',
      'usecases',
      'auth',
      'channel interface',
      'telephony interface',
      'store interface',
      'http',
    ],
    packages: /^(node:.*|zod|express|helmet|busboy|prom-client|swagger-ui-dist)$/,
  },
  {
    zone: 'realtime',
    files: /^server\/realtime\//,
    zones: ['contract', 'domain', 'lib', 'usecases', 'auth', 'realtime'],
    packages: /^(node:.*|zod|socket\.io|redis|@socket\.io\/redis-streams-adapter)$/,
  },
  {
    zone: 'jobs',
    files: /^server\/jobs\//,
    zones: ['contract', 'domain', 'lib', 'usecases', 'store interface', 'jobs'],
    packages: /^node:.*$/,
  },
  {
    zone: 'outgoing webhooks',
    files: /^server\/webhooks\//,
    zones: ['contract', 'domain', 'lib', 'usecases', 'outgoing webhooks'],
    packages: /^node:.*$/,
  },
  {
    zone: 'bot',
    files: /^bot\//,
    zones: ['contract', 'domain', 'lib', 'store interface', 'usecases', 'bot'],
    packages: /^(node:.*|zod|express|botbuilder|botframework-(connector|schema))$/,
  },
  {
    zone: 'app package',
    files: /^server\/app-package\//,
    zones: ['lib', 'config', 'app package'],
    packages: /^(node:.*|zod|fflate|pngjs|@microsoft\/app-manifest)$/,
  },
  {
    zone: 'simulator',
    files: /^server\/simulator\//,
    zones: ['contract', 'lib', 'simulator'],
    packages: /^(node:.*|zod|express|busboy|fast-xml-parser)$/,
  },
  {
    zone: 'tab',
    files: /^tab\/src\//,
    zones: ['contract', 'tab'],
    packages: /^(?!node:|mongoose|express|pino).*$/,
  },
]

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    if (statSync(join(root, path)).isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(name) ? [path] : []
  })
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const statements = /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [...source.matchAll(statements)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function zoneOf(file: string): (typeof ZONES)[number] | undefined {
  return ZONES.find((zone) => zone.files.test(file))
}

const files = [...filesBelow('server'), ...filesBelow('bot'), ...filesBelow('tab/src')]

describe('architecture', () => {
  it.each(files.filter((file) => zoneOf(file) !== undefined))('%s imports only what its zone may', (file) => {
    const zone = zoneOf(file)
    const wrong = importsOf(file).filter((target) => {
      if (!target.startsWith('.')) return zone?.packages.test(target) !== true
      const path = relative(root, resolve(root, dirname(file), target))
      if (/\.(css|svg|json)$/.test(path)) return false
      return !zone?.zones.includes(zoneOf(path)?.zone ?? 'root')
    })
    expect(wrong).toEqual([])
  })

  it('leaves only the composition root outside of the zones', () => {
    const outside = files.filter((file) => zoneOf(file) === undefined)
    for (const file of outside)
      expect(file).toMatch(/^server\/(main|context|app|demo|microsoft|provision)\.ts$/)
  })
})
