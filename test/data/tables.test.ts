/** src/data: where it comes from, and that what is generated is what `npm run refresh:data` makes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  actionsText,
  kmsQuotasText,
  loadBalancerAccountsText,
  regionsText,
  storageDurationsText,
} from '../../scripts/data-tables.mjs'
import { kmsQuotas, KMS_QUOTA_ELSEWHERE } from '../../src/data/kms-quotas.ts'
import { acceleratedRegions } from '../../src/data/acceleration.ts'
import { knownRegions } from '../../src/data/regions.ts'
import { storageDurations } from '../../src/data/storage-durations.ts'

const folder = join(import.meta.dirname, '../../src/data')
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')

/** The comment at the head of a file, in one line. */
const headOf = (name: string) => (/\/\*\*[^]*?\*\//.exec(textOf(name))?.[0] ?? '').replace(/\s*\n \* ?/g, ' ')
const dateIn = (name: string) => /\bas of (\d{4}-\d{2}(?:-\d{2})?)\b/.exec(headOf(name))?.[1] ?? ''

test.each(readdirSync(folder))('%s names its source and a date', name => {
  expect(headOf(name)).toMatch(/\bSource: /)
  const time = Date.parse(dateIn(name))
  expect(time).toBeGreaterThan(Date.parse('2025-06-01'))
  expect(new Date(time).toISOString().startsWith(dateIn(name))).toBe(true)
})

test('the committed tables are those of the installed packages', () => {
  expect(actionsText()).toBe(textOf('s3-actions.ts'))
  expect(loadBalancerAccountsText(dateIn('load-balancer-accounts.ts'))).toBe(
    textOf('load-balancer-accounts.ts'),
  )
  expect(regionsText(dateIn('regions.ts'))).toBe(textOf('regions.ts'))
})

test('regions that other tables name are known', () => {
  const named = [...Object.keys(kmsQuotas), ...acceleratedRegions]
  expect(named.filter(region => !knownRegions.has(region))).toEqual([])
})

describe('the page of KMS quotas', () => {
  const page = (cell: string) => `
    <table id="other"><tr><th>Name</th><th>Default</th></tr><tr><td>Aliases</td><td>Each region: 7</td></tr></table>
    <table><thead><tr><th>Name</th><th>Default</th><th>Adjustable</th></tr></thead><tbody>
    <tr><td tabindex="-1">Cryptographic operations (RSA) request rate</td><td>Each supported Region: 1</td></tr>
    <tr><td tabindex="-1"> Cryptographic operations
      (symmetric) request rate</td><td>${cell}</td><td><a href="#">Yes</a></td></tr></tbody></table>`

  test('gives the quota by region, and that of the others', () => {
    const text = kmsQuotasText(
      page(
        '<p>us-gov-west-1: 2,500&nbsp;per second</p><p>eu-west-9: 1,000,000 per second</p><p>Each of the other supported Regions: 500 per second</p>',
      ),
      '2027-01-02',
    )
    expect(text).toContain("= {\n  'eu-west-9': 1_000_000,\n  'us-gov-west-1': 2_500,\n}\n")
    expect(text).toContain('KMS_QUOTA_ELSEWHERE = 500\n')
    expect(text).toContain('as of 2027-01-02;')
  })

  test('is refused where the table is not there', () => {
    expect(() => kmsQuotasText('<p>moved</p>', '2027-01-02')).toThrow(
      'no table with "Cryptographic operations',
    )
    expect(() => kmsQuotasText(page('Each supported Region: 7'), '2027-01-02')).toThrow('by region')
  })

  test('would make the committed file of the committed quotas', () => {
    const cells = Object.entries(kmsQuotas).map(
      ([region, quota]) => `${region}: ${quota.toLocaleString('en')}`,
    )
    const cell = `${cells.join('<br>')} Each of the other supported Regions: ${KMS_QUOTA_ELSEWHERE.toLocaleString('en')}`
    expect(kmsQuotasText(page(cell), dateIn('kms-quotas.ts'))).toBe(textOf('kms-quotas.ts'))
  })
})

describe('the page of storage classes', () => {
  const page = (rows: readonly (readonly [name: string, days: string])[]) => `
    <table><tr><th>Storage class</th><th>Zones</th><th>Min storage&nbsp;duration</th><th>Other</th></tr>
    ${rows.map(([name, days]) => `<tr><td><p>A class (<code class="code">${name}</code>)</p></td><td>&gt;= 3</td><td>${days}</td><td>None</td></tr>`).join('\n')}
    </table>`

  test('gives the days of those that have a minimum', () => {
    const text = storageDurationsText(
      page([
        ['WARM', 'None'],
        ['FROZEN', '<p>365 days</p>'],
        ['COLD_2', '45 days **'],
      ]),
      '2027-01-02',
    )
    expect(text).toContain('= {\n  COLD_2: 45,\n  FROZEN: 365,\n}\n')
  })

  test('is refused where no class has any', () => {
    expect(() => storageDurationsText('<table></table>', '2027-01-02')).toThrow('no table')
    expect(() => storageDurationsText(page([['WARM', 'None']]), '2027-01-02')).toThrow('no storage class')
  })

  test('would make the committed file of the committed days', () => {
    const rows = Object.entries(storageDurations).map(([name, days]) => [name, `${days} days`] as const)
    expect(storageDurationsText(page(rows), dateIn('storage-durations.ts'))).toBe(
      textOf('storage-durations.ts'),
    )
  })
})
