/** People are told what may be fixed of what they are shown. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { stylish } from '../../src/report/stylish.ts'
import { plain } from '../../src/report/terminal.ts'
import { guess, reportOf, selfLog } from './reports.ts'

const options = { rules, version: '1.0.0', possible: false, width: 100, paint: plain }

/** A report whose findings may be fixed so. */
function offering(...safeties: readonly ('safe' | 'review')[]) {
  const findings = safeties.map((_, index) => ({ ...selfLog, fingerprint: String(index) }))
  return reportOf({ findings, offers: new Map(safeties.map((safety, index) => [String(index), safety])) })
}

test.each([
  [['safe', 'safe', 'safe'], '3 findings may be fixed by --fix; --fix-dry-run shows the changes alone'],
  [['review'], '1 finding may be fixed by --fix=all; --fix-dry-run shows the changes alone'],
  [
    ['safe', 'review', 'review'],
    '3 findings may be fixed by --fix=all, 1 of them by --fix; --fix-dry-run shows the changes alone',
  ],
] as const)('of %j', (safeties, line) => {
  expect(
    stylish(offering(...safeties), options)
      .split('\n')
      .at(-4),
  ).toBe(line)
  expect(stylish(offering(...safeties), { ...options, quiet: 'low' })).not.toContain('may be fixed')
})

test('nothing where nothing may be, or it is not shown', () => {
  const { offers, findings } = offering('safe')
  expect(stylish(reportOf({ offers }), options)).not.toContain('may be fixed')
  const possible = findings.map(finding => guess(finding, 'parameter Stage'))
  expect(stylish(reportOf({ offers, findings: possible }), options)).not.toContain('may be fixed')
})
