/** People are told what may be fixed. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { stylish } from '../../src/report/stylish.ts'
import { plain } from '../../src/report/terminal.ts'
import { reportOf } from './reports.ts'

test.each([
  [3, 0, '3 findings may be fixed by --fix; --fix-dry-run shows the changes alone'],
  [0, 1, '1 finding may be fixed by --fix=all; --fix-dry-run shows the changes alone'],
  [2, 3, '5 findings may be fixed by --fix=all, 2 of them by --fix; --fix-dry-run shows the changes alone'],
])('%i safe ones and %i to be reviewed', (safe, review, line) => {
  const options = { rules, version: '1.0.0', possible: false, width: 100, paint: plain }
  const report = reportOf({ offered: { safe, review } })
  expect(stylish(report, options).split('\n')[0]).toBe(line)
  expect(stylish(report, { ...options, quiet: 'low' })).not.toContain('fix')
  expect(stylish(reportOf(), options)).not.toContain('fix')
})
