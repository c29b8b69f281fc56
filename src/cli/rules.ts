/** The commands that document rules. */
import process from 'node:process'
import { rules } from '../../rules/index.ts'
import { explain, explainMarkdown } from '../report/explain.ts'
import { ruleJson, ruleList, ruleMarkdown } from '../report/rule-table.ts'
import { requireRule, ruleIdOf, type RuleTable } from '../settings.ts'
import { UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { commands } from './commands.ts'
import { rulesIn } from './configs.ts'
import { tell } from './failure.ts'
import { terminal } from './terminal.ts'
import { outputsOf } from './values.ts'

/** The page of the rule that the arguments name. */
export async function explainText(args: Arguments): Promise<string> {
  const [written, ...others] = args.operands
  if (written === undefined || others.length > 0)
    throw new UsageError('explain takes one rule', 'the rules are listed by: bucketlint rules')
  const table = ruleIdOf(written, rules) === undefined ? await rulesHere() : rules
  const id = ruleIdOf(written, table) ?? written
  const rule = requireRule(id, table)
  return formatOf(args, commands.explain.formats) === 'text'
    ? explain(id, rule, terminal(args))
    : explainMarkdown(id, rule)
}

/** The table of the rules. */
export async function rulesText(args: Arguments): Promise<string> {
  const [operand] = args.operands
  if (operand !== undefined)
    throw new UsageError(`rules takes no '${operand}'`, `to lint a folder of that name: bucketlint ./rules`)
  const format = formatOf(args, commands.rules.formats)
  const table = await rulesHere()
  switch (format) {
    case 'text':
      return ruleList(table, terminal(args))
    case 'json':
      return ruleJson(table)
    case 'markdown':
      return ruleMarkdown(table)
  }
}

/** All rules, with those of the project; a config that cannot be read is told, and hides none of the others. */
async function rulesHere(): Promise<RuleTable> {
  try {
    return await rulesIn(process.cwd())
  } catch (error) {
    tell(error)
    return rules
  }
}

/** These commands write to standard output alone. */
function formatOf<Format extends string>(args: Arguments, formats: readonly [Format, ...Format[]]): Format {
  const [output, ...others] = outputsOf(args.all('format'), formats)
  if (others.length > 0 || output?.file !== undefined)
    throw new UsageError(`${args.command} writes one document to standard output`)
  return output?.format ?? formats[0]
}
