/**
 * Writes what is generated of the documentation, by `npm run docs`: docs/rules/, with a page for each rule, the table of
 * all and the checks of other tools; and the outputs that pages show.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { rules } from '../rules/index.ts'
import { peerIds } from '../src/data/peer-ids.ts'
import { explainMarkdown } from '../src/report/explain.ts'
import { ruleMarkdown } from '../src/report/rule-table.ts'
import type { Rule } from '../src/rule.ts'
import { see } from '../src/run.ts'
import type { Settings } from '../src/settings.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/rules')

const note = '<!-- Written by `npm run docs` from the files in rules/: do not edit. -->'

/** The checks of other tools by the form of their ids, in the order of the page; an id belongs to the first that fits. */
const peers: readonly (readonly [name: string, form: RegExp])[] = [
  ['checkov', /^CKV/],
  ['Trivy', /^AWS-\d/],
  ['tfsec', /^aws-/],
  ['cdk-nag, AwsSolutions', /^AwsSolutions-/],
  ['cfn_nag', /^[FW]\d+$/],
  ['cdk-nag, HIPAA, NIST and PCI packs', /^/],
]

/** The text of each page, by the name of its file. */
export function rulePages(): ReadonlyMap<string, string> {
  const table = ruleMarkdown(rules, id => `[${id}](${id}.md)`)
  return new Map([
    ['README.md', page('# Rules', counted(), table)],
    ['other-tools.md', page('# Checks of other tools', peersText())],
    ...Object.entries(rules).map(
      ([id, { rule }]) =>
        [`${id}.md`, page(explainMarkdown(id, rule), ...fixText(id, rule), useText(id))] as const,
    ),
  ])
}

function page(head: string, ...parts: readonly string[]): string {
  return `${[note, head, ...parts].map(part => part.trim()).join('\n\n')}\n`
}

function counted(): string {
  const all = Object.values(rules)
  const strict = all.filter(({ rule }) => rule.preset === 'strict').length
  return `${all.length} rules: ${all.length - strict} are on by default, ${strict} more with \`--preset strict\`.
\`bucketlint explain RULE\` shows the same pages, and \`bucketlint rules --format json\` all of this as data.`
}

/** What people do with a rule that does not suit them; it is the same for all that there are. */
function useText(id: string): string {
  const checks = peerIds[id] ?? []
  const elsewhere = checks.length === 0 ? '' : `\n\nOther tools ask this too: ${checks.map(code).join(', ')}.`
  return `## Settings

\`rules: { ${id}: off }\` in a [config](../configuration.md) turns the rule off, and a severity instead of \`off\` sets
that. One case is [suppressed](../suppressions.md) where it stands, by \`# bucketlint-ignore ${id}: reason\`.${elsewhere}`
}

/** What is mended of a rule, as its examples show. */
function fixText(id: string, rule: Rule): string[] {
  const offered = rule.bad.flatMap(({ dialect, text, workloads }) => {
    const name = dialect === 'terraform' ? 'main.tf' : 'example.yaml'
    const { changes } = see({ ...asked, only: [id], stdin: { name, text }, workloads }, rules)
    return [...changes.values()]
  })
  const told = new Map(offered.map(({ title, safety }) => [title, safety]))
  if (told.size === 0) return []
  const lines = Array.from(
    told,
    ([title, safety]) => `- ${title}: ${code(safety === 'safe' ? '--fix' : '--fix=all')}`,
  )
  return [`## Fixes\n\n[Fixes](../fixes.md) of this rule:\n\n${lines.join('\n')}`]
}

/** A run over nothing but an example. */
const asked: Settings = {
  paths: [],
  cwd: root,
  preset: 'recommended',
  rules: {},
  params: new Map(),
  paramFiles: [],
}

function peersText(): string {
  const checks = Object.entries(peerIds).flatMap(([rule, ids]) => ids.map(id => ({ id, rule })))
  const tables = peers.map(([name, form], index) => {
    const earlier = peers.slice(0, index)
    const own = checks.filter(({ id }) => form.test(id) && !earlier.some(([, other]) => other.test(id)))
    const rows = [...new Set(own.map(({ id }) => id))].sort(byNumber.compare).map(id => {
      const links = own.filter(each => each.id === id).map(({ rule }) => `[${rule}](${rule}.md)`)
      return `| ${code(id)} | ${links.join(', ')} |`
    })
    return `## ${name}\n\n| check | rules |\n| --- | --- |\n${rows.join('\n')}`
  })
  return `These checks ask what rules here ask, though seldom in the same way: [moving over](../moving-over.md) says how to
take suppressions along. A check with several rules has each of its cases in one of them. What is not listed has no
counterpart.

${tables.join('\n\n')}`
}

const byNumber = new Intl.Collator('en', { numeric: true })

function code(text: string): string {
  return `\`${text}\``
}

/** A page with its outputs as `run` says they are, given the arguments of the command that made them. */
export function withOutputs(text: string, run: (args: readonly string[]) => string): string {
  return text.replace(
    /(<!-- output of: bucketlint (.+) -->\n+```text\n)[^]*?(```\n)/g,
    // Nobody sees blanks at the end of a line, and the formatter takes them out.
    (_, head: string, args: string, end: string) =>
      head + run(args.split(' ')).replace(/[ \t]+$/gm, '') + end,
  )
}

function bucketlint(args: readonly string[]): string {
  const command = ['--import', 'tsx', 'src/cli.ts', ...args]
  return execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8', env: { NO_COLOR: '1' } })
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  for (const [name, text] of rulePages()) writeFileSync(join(folder, name), text)
  const pages = readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md'))
  for (const page of ['README.md', ...pages.map(name => join('docs', name))]) {
    const path = join(root, page)
    writeFileSync(path, withOutputs(readFileSync(path, 'utf8'), bucketlint))
  }
}
