import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bucketlint } from './bucketlint.ts'

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-config-'))
const config = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const grants = ['access.yaml', '--only', 'policy-grants-account']

test('accounts that are not trusted are told', () => {
  const { stdout } = bucketlint(grants)
  expect(stdout).toContain('444455556666')
})

test('trusted accounts are not', () => {
  const file = config('trust.json', '{ "trustedAccounts": ["444455556666"] }')
  const { stdout, stderr } = bucketlint([...grants, '--config', file])
  expect(stderr).toBe('')
  expect(stdout).not.toContain('444455556666')
})

test.each([
  ['{ "trustedAcounts": [] }', ":1:3: there is no setting 'trustedAcounts': did you mean 'trustedAccounts'?"],
  [
    'trustedAccounts: 444455556666',
    ':1:18: trustedAccounts is no list: expected a list, each item the 12 digits of an account id',
  ],
  [
    'trustedAccounts: [4444]',
    ":1:19: trustedAccounts cannot hold '4444': expected the 12 digits of an account id",
  ],
  [
    'trustedOrganizations: [acme]',
    ":1:24: trustedOrganizations cannot hold 'acme': expected an organization id such as o-a1b2c3d4e5",
  ],
  ['[1, 2', ':1:'],
])('%s is wrong use', (text, message) => {
  const { status, stdout, stderr } = bucketlint([...grants, '--config', config('wrong.yaml', text)])
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(message)
})

test('a config that is named must be there', () => {
  const { status, stderr } = bucketlint([...grants, '--config', join(folder, 'none.json')])
  expect(status).toBe(2)
  expect(stderr).toContain('cannot read the config')
})
