/** The command as a function: from arguments to documents on the streams of the process and an exit status. */
import process from 'node:process'
import { version } from '../../package.json'
import { rules } from '../../rules/index.ts'
import { explain, explainMarkdown } from '../report/explain.ts'
import { ruleJson, ruleList, ruleMarkdown } from '../report/rule-table.ts'
import { printable } from '../report/terminal.ts'
import { requireRule } from '../settings.ts'
import { UsageError } from '../usage-error.ts'
import { readArguments, type Arguments } from './arguments.ts'
import { commands } from './commands.ts'
import { completion } from './completion/index.ts'
import { explainAccessCommand } from './explain-access.ts'
import { graphCommand } from './graph.ts'
import { init } from './init/index.ts'
import { lint } from './lint.ts'
import { manual } from './manual.ts'
import { terminal } from './terminal.ts'
import { outputsOf } from './values.ts'

/** Runs the command and answers its exit status. Errors are told on standard error, and are status 2. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    return await run(readArguments(argv))
  } catch (error) {
    tell(error)
    return 2
  }
}

async function run(args: Arguments): Promise<number> {
  if (args.has('help')) return print(manual(args.command))
  if (args.has('version')) return print(`${version}\n`)
  switch (args.command) {
    case 'lint':
      return lint(args)
    case 'explain':
      return print(explainText(args))
    case 'explain-access':
      return explainAccessCommand(args)
    case 'graph':
      return graphCommand(args)
    case 'rules':
      return print(rulesText(args))
    case 'init':
      return init(args)
    case 'lsp': {
      // Loaded for editors alone: others need not wait for it.
      const { lsp } = await import('./lsp.ts')
      lsp()
      return 0
    }
    case 'completion':
      return print(completion(args.operands, Object.keys(rules)))
  }
}

function explainText(args: Arguments): string {
  const [id, ...others] = args.operands
  if (id === undefined || others.length > 0)
    throw new UsageError('explain takes one rule', 'the rules are listed by: bucketlint rules')
  const rule = requireRule(id, rules)
  return formatOf(args, commands.explain.formats) === 'text'
    ? explain(id, rule, terminal(args))
    : explainMarkdown(id, rule)
}

function rulesText(args: Arguments): string {
  const [operand] = args.operands
  if (operand !== undefined)
    throw new UsageError(`rules takes no '${operand}'`, `to lint a folder of that name: bucketlint ./rules`)
  switch (formatOf(args, commands.rules.formats)) {
    case 'text':
      return ruleList(rules, terminal(args))
    case 'json':
      return ruleJson(rules)
    case 'markdown':
      return ruleMarkdown(rules)
  }
}

/** These commands write to standard output alone. */
function formatOf<Format extends string>(args: Arguments, formats: readonly [Format, ...Format[]]): Format {
  const [output, ...others] = outputsOf(args.all('format'), formats)
  if (others.length > 0 || output?.file !== undefined)
    throw new UsageError(`${args.command} writes one document to standard output`)
  return output?.format ?? formats[0]
}

function print(text: string): 0 {
  process.stdout.write(text)
  return 0
}

/** Tells an error on standard error: of wrong use what to do instead, of others where to look. */
export function tell(error: unknown): void {
  const { stderr, env } = process
  if (error instanceof UsageError) {
    const hint = error.hint === undefined ? '' : `\n  ${printable(error.hint)}`
    stderr.write(`bucketlint: ${printable(error.message)}${hint}\n`)
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  stderr.write(`bucketlint: internal error: ${printable(message)}\n`)
  if (env['BUCKETLINT_DEBUG'] === '1')
    stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  else stderr.write('  BUCKETLINT_DEBUG=1 shows where\n')
}
