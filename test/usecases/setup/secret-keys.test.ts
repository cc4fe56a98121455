import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSecretKey, loadSecretKeys } from '../../../server/config/secrets.ts'
import { ConfigError } from '../../../server/lib/errors.ts'
import { renewSecrets } from '../../../server/usecases/setup/renew-secrets.ts'

const [OLD, NEW, OLDEST] = ['o'.repeat(40), 'n'.repeat(40), 'x'.repeat(40)]
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'callover-keys-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('several secret keys', () => {
  it('are the present one and those before it, in the order in which they are given', () => {
    const keys = loadSecretKeys(`${NEW}, ${OLD},${OLDEST}`, folder)
    expect(keys).toEqual([NEW, OLD, OLDEST].map((secret) => loadSecretKey(secret, folder)))
  })

  it('are each long enough, and none is empty', () => {
    for (const secret of [`${NEW},short`, `${NEW},`, `,${OLD}`])
      expect(() => loadSecretKeys(secret, folder)).toThrow(ConfigError)
  })

  it('never show in what is said about them', () => {
    expect(() => loadSecretKeys(`${NEW},sh0rt`, folder)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('sh0rt') }),
    )
  })

  it('may stand in the file that is made when none is configured', () => {
    writeFileSync(join(folder, 'secret-key'), `${NEW},${OLD}\n`)
    expect(loadSecretKeys(null, folder)).toEqual(loadSecretKeys(`${NEW},${OLD}`, folder))
  })
})

describe('renewing stored secrets', () => {
  it('never stops a start, whatever happens to the store', async () => {
    const renew = () => Promise.reject(new Error('the store is gone'))
    await expect(renewSecrets({ secrets: { renew } })).resolves.toBeUndefined()
  })
})
