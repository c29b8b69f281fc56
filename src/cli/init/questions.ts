/** What `init` asks. Where nobody can answer, or all is agreed to, the answer is what would be proposed. */
import process from 'node:process'
import { createInterface, type Interface } from 'node:readline/promises'
import { UsageError } from '../../usage-error.ts'

/** Asks people. */
export interface Questions {
  /** Yes or no; `proposed` is the answer of those who just press Enter. */
  agree(question: string, proposed: boolean): Promise<boolean>
  /** One of some words, the first by default. */
  choose<Choice extends string>(question: string, choices: readonly [Choice, ...Choice[]]): Promise<Choice>
  close(): void
}

/** Asks on the terminal, if there is one and `isAgreed` does not say yes to all. */
export function questions(isAgreed: boolean): Questions {
  const { stdin, stdout } = process
  return isAgreed || !stdin.isTTY || !stdout.isTTY ? unasked : onTerminal(stdin, stdout)
}

const unasked: Questions = {
  agree: (_question, proposed) => Promise.resolve(proposed),
  choose: (_question, [first]) => Promise.resolve(first),
  close: () => undefined,
}

function onTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Questions {
  const lines = createInterface({ input, output })
  const agree = async (question: string, proposed: boolean): Promise<boolean> => {
    const answer = await answerTo(lines, `${question} [${proposed ? 'Y/n' : 'y/N'}] `)
    if (answer === '') return proposed
    return /^y(?:es)?$/i.test(answer) || (!/^no?$/i.test(answer) && agree(question, proposed))
  }
  const choose: Questions['choose'] = async (question, choices) => {
    const answer = await answerTo(lines, `${question}: ${choices.join(' or ')}? [${choices[0]}] `)
    const choice = choices.find(each => each === (answer || choices[0]))
    return choice ?? choose(question, choices)
  }
  return {
    agree,
    choose,
    close: () => {
      lines.close()
    },
  }
}

/** Whoever leaves instead of answering leaves everything as it was. */
async function answerTo(lines: Interface, question: string): Promise<string> {
  const left = new AbortController()
  const leave = () => {
    left.abort()
  }
  lines.once('close', leave).once('SIGINT', leave)
  try {
    return (await lines.question(question, { signal: left.signal })).trim()
  } catch {
    throw new UsageError('nothing was written: a question was left open')
  } finally {
    lines.off('close', leave).off('SIGINT', leave)
  }
}
