import { unzipSync } from 'fflate'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runPackageCommand } from '../../server/app-package/package-command.ts'
import { BOT_ID, readJson, type Manifest } from './full-package.ts'

const root = new URL('../..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'callover-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PUBLIC_URL = 'https://callover.example.com'

interface Outcome {
  code: number
  printed: string[]
  complaints: string[]
  workingDirectory: string
}

async function run(variables: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const workingDirectory = mkdtempSync(join(folder, 'run-'))
  const printed: string[] = []
  const complaints: string[] = []
  const readFile = (): string => {
    throw new Error('nothing to read')
  }
  const code = await runPackageCommand({
    environment: { variables, workingDirectory, readFile },
    args,
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  })
  return { code, printed, complaints, workingDirectory }
}

function manifestOf(path: string): Manifest {
  return readJson<Manifest>(unzipSync(readFileSync(path)), 'manifest.json')
}

describe('npm run package', () => {
  it('writes the package of the product’s version below dist and says what it did (DX-TEAMS-01)', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    const { code, printed, complaints, workingDirectory } = await run({ PUBLIC_URL })
    expect([code, complaints]).toEqual([0, []])
    const path = join('dist', `callover-teams-${version}.zip`)
    const manifest = manifestOf(join(workingDirectory, path))
    expect(manifest.version).toBe(version)
    expect(printed[0]).toMatch(`Built ${path} (`)
    expect(printed.join('\n')).toContain(
      `App id    ${manifest.id} (from PUBLIC_URL; TEAMS_APP_ID sets another)`,
    )
    expect(printed).toContain('  Contains  inbox, channel tab')
  })

  it('takes a version for the next upload', async () => {
    const { code, workingDirectory } = await run({ PUBLIC_URL }, '--version', '2.0.1')
    expect(code).toBe(0)
    expect(manifestOf(join(workingDirectory, 'dist/callover-teams-2.0.1.zip')).version).toBe('2.0.1')
  })

  it('has bot and single sign-on as soon as a registration is configured', async () => {
    const variables = { PUBLIC_URL, MicrosoftAppId: BOT_ID, MicrosoftAppTenantId: BOT_ID }
    const { printed, workingDirectory } = await run(variables, '--out', 'app.zip')
    expect(printed).toContain('  Contains  inbox, channel tab, bot, message extension, single sign-on')
    expect(manifestOf(join(workingDirectory, 'app.zip')).webApplicationInfo.id).toBe(BOT_ID)
  })

  it('leaves single sign-on out for a managed identity', async () => {
    const variables = {
      PUBLIC_URL,
      MicrosoftAppId: BOT_ID,
      MicrosoftAppTenantId: BOT_ID,
      MicrosoftAppType: 'UserAssignedMSI',
    }
    expect((await run(variables)).printed).toContain('  Contains  inbox, channel tab, bot, message extension')
  })

  it('has the activity feed when the server is told to use it', async () => {
    const variables = {
      PUBLIC_URL,
      MicrosoftAppId: BOT_ID,
      MicrosoftAppTenantId: BOT_ID,
      TEAMS_ACTIVITY_FEED: 'on',
    }
    expect((await run(variables)).printed).toContain(
      '  Contains  inbox, channel tab, bot, message extension, activity feed, single sign-on',
    )
  })

  it('contains the parts that are asked for', async () => {
    const variables = { PUBLIC_URL, MicrosoftAppId: BOT_ID }
    const { printed } = await run(variables, '--parts', 'tab, sso')
    expect(printed).toContain('  Contains  inbox, single sign-on')
  })

  it('keeps a configured app id and links to the operator’s own pages', async () => {
    const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
    const args = ['--privacy-url', 'https://example.com/p', '--terms-url', 'https://example.com/t']
    const { printed, workingDirectory } = await run(
      { PUBLIC_URL, TEAMS_APP_ID: id },
      ...args,
      '--out',
      'a.zip',
    )
    expect(printed).toContain(`  App id    ${id}`)
    expect(manifestOf(join(workingDirectory, 'a.zip'))).toMatchObject({
      id,
      developer: { privacyUrl: 'https://example.com/p', termsOfUseUrl: 'https://example.com/t' },
    })
  })

  it('puts the package into a folder when one is named', async () => {
    const { workingDirectory } = await run({ PUBLIC_URL }, '--version', '1.0.0', '--out', 'some/where/')
    expect(readdirSync(join(workingDirectory, 'some/where'))).toEqual(['callover-teams-1.0.0.zip'])
    const existing = mkdtempSync(join(folder, 'out-'))
    await run({ PUBLIC_URL }, '--version', '1.0.0', '--out', existing)
    expect(readdirSync(existing)).toEqual(['callover-teams-1.0.0.zip'])
  })

  const missing = 'is missing: Teams opens the inbox at this address, such as https://callover.example.com'
  it.each<[string, Record<string, string>, string[], string[]]>([
    ['no address', { PUBLIC_URL: ' ' }, [], [`PUBLIC_URL: ${missing}`]],
    [
      'an address on this machine',
      { PUBLIC_URL: 'http://localhost:3978' },
      [],
      [
        'PUBLIC_URL: names localhost, where Teams finds nothing: use a public host name; for a try-out start a tunnel and use its https address',
      ],
    ],
    [
      'an address without encryption',
      { PUBLIC_URL: 'http://callover.example.com' },
      [],
      ['PUBLIC_URL: must begin with https://: Teams opens nothing else'],
    ],
    ['no address at all', { PUBLIC_URL: 'callover' }, [], ['PUBLIC_URL: is no address']],
    [
      'more than an address',
      { PUBLIC_URL: 'https://callover.example.com/?a=b' },
      [],
      ['PUBLIC_URL: must be an address without user name, "?" and "#"'],
    ],
    [
      'ids that are none',
      { PUBLIC_URL, MicrosoftAppId: 'bot', TEAMS_APP_ID: 'app', MicrosoftAppTenantId: 'contoso' },
      [],
      ['TEAMS_APP_ID', 'MicrosoftAppId', 'MicrosoftAppTenantId'].map(
        (name) => `${name}: must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301`,
      ),
    ],
    [
      'a bot configured by halves',
      { PUBLIC_URL, MicrosoftAppTenantId: BOT_ID },
      [],
      ['MicrosoftAppId is missing: the Teams bot is configured by halves'],
    ],
    [
      'a bot without a registration',
      { PUBLIC_URL },
      ['--parts', 'tab,bot'],
      ['MicrosoftAppId is missing: bot in --parts cannot do without'],
    ],
    [
      'a message extension without a registration',
      { PUBLIC_URL },
      ['--parts', 'tab,messageExtension'],
      ['MicrosoftAppId is missing: messageExtension in --parts cannot do without'],
    ],
    [
      'a switch that is neither',
      { PUBLIC_URL, TEAMS_ACTIVITY_FEED: 'yes' },
      [],
      ['TEAMS_ACTIVITY_FEED: must be on or off'],
    ],
    [
      'an unknown part',
      { PUBLIC_URL },
      ['--parts', 'tab,magic'],
      [
        '--parts: knows only tab, channelTab, bot, messageExtension, activityFeed, sso, with commas between them',
      ],
    ],
    [
      'a wrong version',
      { PUBLIC_URL },
      ['--version', 'v2'],
      ['--version: must be three numbers, such as 1.2.3'],
    ],
    [
      'an unknown option',
      { PUBLIC_URL },
      ['--colour', 'red'],
      ['the command takes --version, --parts, --privacy-url, --terms-url, --out, each with a value'],
    ],
    [
      'several faults at once',
      { MicrosoftAppType: 'Other' },
      ['--version', '1'],
      [
        `PUBLIC_URL: ${missing}`,
        'MicrosoftAppType: must be MultiTenant, SingleTenant or UserAssignedMSI',
        '--version: must be three numbers, such as 1.2.3',
      ],
    ],
  ])('answers %s with one clear line each and exit code 1', async (_name, variables, args, expected) => {
    const { code, complaints, printed, workingDirectory } = await run(variables, ...args)
    expect(complaints).toEqual(expected.map((line) => `Configuration: ${line}`))
    expect([code, printed]).toEqual([1, []])
    expect(existsSync(join(workingDirectory, 'dist'))).toBe(false)
  })

  it('says so when the package cannot be written', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const { code, complaints } = await run({ PUBLIC_URL }, '--out', join(file, 'app.zip'))
    expect(code).toBe(1)
    expect(complaints).toEqual([expect.stringMatching(/^Configuration: --out cannot be written \([A-Z]+\)$/)])
  })

  it('says what Teams would refuse when nothing is left to show', async () => {
    const { code, complaints } = await run({ PUBLIC_URL, MicrosoftAppId: BOT_ID }, '--parts', 'sso')
    expect(code).toBe(1)
    expect(complaints).toEqual([
      'Package: manifest.json: has neither a tab nor a bot nor a message extension [nothing_in_it]',
    ])
  })

  it.each([
    [PUBLIC_URL, 0, /^Built /],
    ['http://localhost', 1, /^Configuration: PUBLIC_URL: names localhost/],
  ])('the program itself ends accordingly: %s', async (publicUrl, expected, words) => {
    const args = [
      '--import',
      'tsx',
      'server/app-package/main.ts',
      '--out',
      `${mkdtempSync(join(folder, 'cli-'))}/`,
    ]
    const env = { PATH: process.env['PATH'], PUBLIC_URL: publicUrl }
    const [code, output] = await new Promise<[unknown, string]>((resolve) => {
      execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
        resolve([error === null ? 0 : error.code, stdout + stderr]),
      )
    })
    expect(code).toBe(expected)
    expect(output).toMatch(words)
  })
})
