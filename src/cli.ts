#!/usr/bin/env node
/** The command: what is typed, what is printed, how the process ends. */
import process from 'node:process'
import { version } from '../package.json'
import { rules } from '../rules/index.ts'
import { readArguments, type Arguments } from './cli/arguments.ts'
import { explainAccessCommand } from './cli/explain-access.ts'
import { help } from './cli/help.ts'
import { lint } from './cli/lint.ts'
import { allowClosedPipes, terminal } from './cli/terminal.ts'
import { outputsOf } from './cli/values.ts'
import { explain, explainMarkdown } from './report/explain.ts'
import { ruleJson, ruleList, ruleMarkdown } from './report/rule-table.ts'
import { printable } from './report/terminal.ts'
import { requireRule } from './settings.ts'
import { UsageError } from './usage-error.ts'

/** Runs the command and answers its exit status. */
async function main(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv)
  if (args.has('help')) return print(help)
  if (args.has('version')) return print(`${version}\n`)
  switch (args.command) {
    case 'lint':
      return lint(args)
    case 'explain':
      return print(explainText(args))
    case 'explain-access':
      return explainAccessCommand(args)
    case 'rules':
      return print(rulesText(args))
  }
}

function explainText(args: Arguments): string {
  const [id, ...others] = args.operands
  if (id === undefined || others.length > 0)
    throw new UsageError('explain takes one rule', 'the rules are listed by: bucketlint rules')
  const rule = requireRule(id, rules)
  return formatOf(args, ['text', 'markdown']) === 'text'
    ? explain(id, rule, terminal(args))
    : explainMarkdown(id, rule)
}

function rulesText(args: Arguments): string {
  const [operand] = args.operands
  if (operand !== undefined)
    throw new UsageError(`rules takes no '${operand}'`, `to lint a folder of that name: bucketlint ./rules`)
  switch (formatOf(args, ['text', 'json', 'markdown'])) {
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

function tell(error: unknown): void {
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

allowClosedPipes()
// The process ends by itself, so that nothing that is still on its way to a pipe is lost.
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  tell(error)
  process.exitCode = 2
}
