/** The changes that rules ask for: made in their examples, they mend what they are for, and once is enough. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { mend } from '../../src/mend.ts'
import type { Example } from '../../src/rule.ts'
import { see } from '../../src/run.ts'
import type { Settings } from '../../src/settings.ts'

function settingsFor(id: string, { dialect, text, workloads }: Example): Settings {
  return {
    paths: [],
    stdin: { name: dialect === 'terraform' ? 'main.tf' : 'example.yaml', text },
    cwd: import.meta.dirname,
    preset: 'recommended',
    rules: { [id]: rules[id]?.rule.severity ?? 'low' },
    params: new Map(),
    paramFiles: [],
    workloads,
  }
}

const examples = Object.entries(rules).flatMap(([id, { rule }]) =>
  rule.bad.flatMap((example, index) => {
    const { report, changes } = see({ ...settingsFor(id, example), only: [id] }, rules)
    const offered = report.findings.filter(
      finding => finding.rule === id && finding.certainty === 'certain' && changes.has(finding.fingerprint),
    )
    return offered.length > 0 ? [{ id, number: index + 1, example, offered }] : []
  }),
)

test('rules offer changes', () => {
  expect(examples.length).toBeGreaterThan(0)
})

const mendable = examples.map(each => [`${each.id}, bad example ${each.number}`, each] as const)

test.each(mendable)('%s is mended, and once is enough', (_, { id, example, offered }) => {
  const settings = settingsFor(id, example)
  const isOwn = ({ rule }: { readonly rule: string }) => rule === id
  const { report, fixes, files } = mend(settings, rules, ['safe', 'review'], isOwn)
  const left = report.findings.filter(isOwn).map(({ location, message }) => `${location.line}: ${message}`)
  const before = offered.map(({ resource, message }) => `${resource.address}: ${message}`)
  const after = fixes.flatMap(({ findings }) =>
    findings.map(({ resource, message }) => `${resource.address}: ${message}`),
  )
  expect(after.sort(), left.join('\n')).toEqual(before.sort())
  const [file] = files.values()
  if (!file) throw new Error('nothing was written')
  const again = { ...settings, stdin: settings.stdin && { ...settings.stdin, text: file.after } }
  expect(mend(again, rules, ['safe', 'review'], isOwn).files).toEqual(new Map())
})
