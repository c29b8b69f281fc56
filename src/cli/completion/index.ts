/** Scripts that let shells complete what is typed. */
import { UsageError } from '../../usage-error.ts'
import { shells } from '../commands.ts'
import { choiceOf } from '../values.ts'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { wordsOf, type Words } from './words.ts'
import { zshScript } from './zsh.ts'

const scripts: Readonly<Record<(typeof shells)[number], (words: Words) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** Makes the script for the shell that is named. Throws `UsageError` where none or another one is. */
export function completion([shell, ...others]: readonly string[], ruleIds: readonly string[]): string {
  if (shell === undefined || others.length > 0)
    throw new UsageError('completion takes one shell', `it is one of: ${shells.join(', ')}`)
  return scripts[choiceOf('the shell of completion', shell, shells)](wordsOf(ruleIds))
}
