/** The configs that hold for what the arguments name. */
import { rules } from '../../rules/index.ts'
import { openConfigs, type Configs } from '../config/index.ts'
import type { RuleTable } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import { readPaths } from './estate.ts'
import { commandLineOf } from './values.ts'

/** Opens them. Throws `UsageError` for what they or the arguments cannot mean. */
export function configsFor(args: Arguments, cwd: string): Promise<Configs> {
  return openConfigs({
    cwd,
    paths: readPaths(args, cwd),
    named: args.last('config'),
    commandLine: commandLineOf(args),
    table: rules,
  })
}

/** All rules that there are in a folder, with those of its project. Throws `UsageError` where its config means nothing. */
export async function rulesIn(cwd: string): Promise<RuleTable> {
  const commandLine = { rules: {}, params: new Map<string, string>() }
  const { table } = await openConfigs({ cwd, paths: ['.'], commandLine, table: rules })
  return table
}
