/**
 * The command as a function: from arguments to documents on the streams of the process and an exit status. What a
 * command needs is loaded for that command alone, so that the others start without it.
 */
import process from 'node:process'
import { version } from '../../package.json'
import { UsageError } from '../usage-error.ts'
import { readArguments, type Arguments } from './arguments.ts'
import { tell } from './failure.ts'
import { manual } from './manual.ts'

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
    case 'lint': {
      const { lint } = await import('./lint.ts')
      return lint(args)
    }
    case 'explain': {
      const { explainText } = await import('./rules.ts')
      return print(await explainText(args))
    }
    case 'explain-access': {
      const { explainAccessCommand } = await import('./explain-access.ts')
      return explainAccessCommand(args)
    }
    case 'graph': {
      const { graphCommand } = await import('./graph.ts')
      return graphCommand(args)
    }
    case 'rules': {
      const { rulesText } = await import('./rules.ts')
      return print(await rulesText(args))
    }
    case 'init': {
      const { init } = await import('./init/index.ts')
      return init(args)
    }
    case 'lsp': {
      const [operand] = args.operands
      if (operand !== undefined)
        throw new UsageError(`lsp takes no '${operand}'`, 'editors name their folders')
      const { lsp } = await import('./lsp.ts')
      lsp()
      return 0
    }
    case 'completion': {
      const { completion } = await import('./completion/index.ts')
      const { rules } = await import('../../rules/index.ts')
      return print(completion(args.operands, Object.keys(rules)))
    }
  }
}

function print(text: string): 0 {
  process.stdout.write(text)
  return 0
}
