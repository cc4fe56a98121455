import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../../server/config/config.ts'
import { loadSecretKey } from '../../server/config/secrets.ts'
import { ConfigError } from '../../server/lib/errors.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callover-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function load(variables: Record<string, string>) {
  return loadConfig({
    variables,
    workingDirectory: folder,
    readFile: (path) => readFileSync(path, 'utf8'),
  })
}

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    load(variables)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('configuration', () => {
  it('needs no variable at all', () => {
    const { secretKey, ...rest } = load({})
    expect(rest).toEqual({
      microsoft: {
        packageAppId: null,
        catalogueAppId: null,
        activityFeed: false,
        entraAuthority: 'https://login.microsoftonline.com',
        graphUrl: 'https://graph.microsoft.com',
      },
      production: false,
      port: 3978,
      publicUrl: null,
      mongodbUri: null,
      redisUrl: null,
      dataDir: join(folder, '.data'),
      teams: null,
      smtpUrl: null,
      webhookAllowPrivate: false,
      provisioning: null,
      demo: true,
      logLevel: 'info',
    })
    expect(secretKey).toHaveLength(32)
  })

  it('takes an empty variable for an absent one', () => {
    expect(load({ PORT: '', MONGODB_URI: ' ', DEMO: '' })).toMatchObject({ port: 3978, demo: true })
  })

  it('shows the demonstration only when there is neither a database nor a provisioning file', () => {
    writeFileSync(join(folder, 'p.json'), '{"accounts":[]}')
    expect(load({ MONGODB_URI: 'mongodb://db/callover' }).demo).toBe(false)
    expect(load({ PROVISION_FILE: 'p.json' }).demo).toBe(false)
    expect(load({ PROVISION_FILE: 'p.json', DEMO: 'on' }).demo).toBe(true)
    expect(load({ DEMO: 'off' }).demo).toBe(false)
  })

  it('reads what is given', () => {
    const config = load({
      PORT: '0',
      PUBLIC_URL: 'https://inbox.example.test/',
      MONGODB_URI: 'mongodb+srv://user:pass@cluster.example.test/callover',
      REDIS_URL: 'rediss://cache.example.test:6380',
      DATA_DIR: 'data',
      SMTP_URL: 'smtps://mail.example.test',
      MAIL_FROM: 'Callover <callover@example.test>',
      LOG_LEVEL: 'debug',
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'secret',
    })
    expect(config).toMatchObject({
      port: 0,
      publicUrl: 'https://inbox.example.test',
      dataDir: join(folder, 'data'),
      smtpUrl: 'smtps://mail.example.test',
      mailFrom: 'Callover <callover@example.test>',
      teams: { appId: 'app', appPassword: 'secret', tenantId: null, appType: 'MultiTenant' },
    })
  })

  it.each([
    [{ SMTP_URL: 'smtp://anna%40example.test:secret@mail.example.test:587' }, 'anna@example.test'],
    [{ SMTP_URL: 'smtp://relay', MAIL_FROM: 'callover@example.test' }, 'callover@example.test'],
  ] as [Record<string, string>, string][])('knows whose mail it is: %j', (given, from) => {
    expect(load(given).mailFrom).toBe(from)
  })

  it.each([
    [{ SMTP_URL: 'smtp://relay' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://apikey:s3cret@relay' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://relay', MAIL_FROM: 'Somebody' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'http://relay' }, 'SMTP_URL'],
  ] as [Record<string, string>, string][])('refuses mail that is nobody’s: %j', (given, variable) => {
    const faults = faultsOf(given)
    expect(faults.map((fault) => fault.split(/[: ]/)[0])).toContain(variable)
    expect(faults.join('\n')).not.toContain('s3cret')
  })

  it('lists all faults at once and repeats no value', () => {
    const faults = faultsOf({
      PORT: '99999',
      PUBLIC_URL: 'inbox-s3cret',
      MONGODB_URI: 'postgres://s3cret',
      REDIS_URL: 'http://s3cret',
      SECRET_KEY: 's3cret',
      DEMO: 's3cret',
      LOG_LEVEL: 's3cret',
      MicrosoftAppId: 's3cret',
      PROVISION_FILE: 's3cret.json',
    })
    expect(faults.map((fault) => fault.split(/[: ]/)[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'MONGODB_URI',
      'REDIS_URL',
      'DEMO',
      'LOG_LEVEL',
      'MicrosoftAppPassword',
      'PROVISION_FILE',
      'SECRET_KEY',
    ])
    expect(faults.join('\n')).not.toContain('s3cret')
  })

  it.each([
    [{ MicrosoftAppId: 'app' }, ['MicrosoftAppPassword']],
    [{ MicrosoftAppPassword: 'secret' }, ['MicrosoftAppId']],
    [
      { MicrosoftAppType: 'SingleTenant' },
      ['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId'],
    ],
    [{ MicrosoftAppId: 'app', MicrosoftAppType: 'UserAssignedMSI' }, ['MicrosoftAppTenantId']],
  ] as [Record<string, string>, string[]][])(
    'refuses a Teams bot configured by halves: %j',
    (given, missing) => {
      expect(faultsOf(given).map((fault) => fault.split(' ')[0])).toEqual(missing)
    },
  )

  it('reads what concerns Microsoft clouds and the app in Teams', () => {
    const { microsoft, production } = load({
      TEAMS_APP_ID: '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
      TEAMS_CATALOG_APP_ID: '1c2b3a49-5e6d-4f70-8192-a3b4c5d6e7f8',
      TEAMS_ACTIVITY_FEED: 'on',
      ENTRA_AUTHORITY: 'https://login.microsoftonline.us/',
      GRAPH_URL: 'https://graph.microsoft.us',
      NODE_ENV: 'production',
      MicrosoftAppId: 'app',
      MicrosoftAppPassword: 'secret',
    })
    expect(production).toBe(true)
    expect(microsoft).toEqual({
      packageAppId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      catalogueAppId: '1c2b3a49-5e6d-4f70-8192-a3b4c5d6e7f8',
      activityFeed: true,
      entraAuthority: 'https://login.microsoftonline.us',
      graphUrl: 'https://graph.microsoft.us',
    })
    expect(faultsOf({ TEAMS_ACTIVITY_FEED: 'on', TEAMS_APP_ID: 'callover' })).toHaveLength(2)
  })

  it('makes a secret key once, readable by this user only', () => {
    const first = load({}).secretKey
    const path = join(folder, '.data', 'secret-key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(load({}).secretKey.equals(first)).toBe(true)
  })

  it('makes no key for a start that does not happen', () => {
    expect(faultsOf({ PORT: 'x' })).toHaveLength(1)
    expect(existsSync(join(folder, '.data'))).toBe(false)
  })

  it('derives the same key from the same secret and another from another', () => {
    const secret = 'a'.repeat(32)
    expect(loadSecretKey(secret, folder).equals(loadSecretKey(secret, folder))).toBe(true)
    expect(loadSecretKey(secret, folder).equals(loadSecretKey(`${secret}b`, folder))).toBe(false)
    expect(() => loadSecretKey('short', folder)).toThrow(ConfigError)
  })

  it('says so when the key cannot be kept', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(faultsOf({ DATA_DIR: 'file' })).toEqual([expect.stringMatching(/^DATA_DIR: .*EEXIST|ENOTDIR/)])
  })
})
