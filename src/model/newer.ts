/** Names of AWS that this version does not know: they may be wrong, and they may be newer than it. */
import { isSlip } from './schema/index.ts'
import type { World } from './world.ts'

/** Words of which no list gets more: what is neither on nor off is no news. */
const SWITCH = /^(?:enabled|disabled|suspended)$/i

/**
 * Whether a value is none that AWS takes, where these are the ones that are known. A slip of the pen is wrong for sure;
 * whether AWS has anything else by now is open.
 */
export function isWrong(
  value: string,
  known: readonly string[],
  { world }: { readonly world: World },
): boolean {
  if (known.includes(value)) return false
  if (value === '' || isSlip(value, known) || known.every(each => SWITCH.test(each))) return true
  return !world.guess(`new:${value}`, { label: `whether AWS has '${value}'` }, 'by now', 'not at all')
}
