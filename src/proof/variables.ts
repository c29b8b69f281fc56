/** Policy variables: `${aws:username}` and the like. */
import { compileCondition, given, type Condition } from './condition.ts'
import { LITERAL_QUESTION, LITERAL_STAR } from './glob.ts'
import type { Holes } from './holes.ts'
import { variableShape } from './keys.ts'

/** Whether a text has something that looks like a variable. */
export const mentionsVariable = (text: string): boolean => text.includes('${')

const VARIABLE = /\$\{([^}]*)\}/g
const characters: Readonly<Record<string, string>> = { '*': LITERAL_STAR, '?': LITERAL_QUESTION, $: '$' }

/** The keys of a text's variables that have no default. */
const keysIn = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].flatMap(([, inside = '']) =>
    Object.hasOwn(characters, inside) || inside.includes(',') ? [] : [keyOf(inside)],
  )

const keyOf = (inside: string): string => inside.split(',')[0]?.trim().toLowerCase() ?? ''

/** The key that a variable's hole stands for. */
export const keyOfVariable = (label: string): string => keyOf(label.slice(2, -1))

/** What an element that has variables is worth where they have no value, for then they match nothing. */
export type WithoutValue =
  /** It does not hold. */
  | 'fails'
  /** It may hold all the same, by something else. */
  | 'holds'
  /**
   * It is a negation, which holds where nothing matches; but AWS also says that a variable without a value "might cause
   * the entire statement to be invalid".
   */
  | 'open'

/**
 * Replaces the variables of a list of texts by holes. A variable without a value matches nothing: if all texts have
 * the same ones, that is a condition of its own; otherwise nothing is certain about the texts that have some.
 */
export function substituteVariables(
  written: readonly string[],
  without: WithoutValue,
  holes: Holes,
): { texts: string[]; presence: Condition[] } {
  const keys = written.map(keysIn)
  const alike = without === 'fails' && keys.every(list => list.length > 0 && list.join() === keys[0]?.join())
  const texts = written.map(text =>
    text.replace(VARIABLE, (_, inside: string) => {
      if (Object.hasOwn(characters, inside)) return characters[inside] ?? ''
      const fickle = !alike || inside.includes(',')
      return holes.hole('variable', `\${${holes.show(inside)}}`, variableShape(keyOf(inside)), fickle)
    }),
  )
  if (without === 'open') return { texts, presence: [...new Set(keys.flat())].map(given) }
  const presence = alike ? (keys[0] ?? []).map(key => compileCondition('Null', key, ['false'], holes)) : []
  return { texts, presence }
}
