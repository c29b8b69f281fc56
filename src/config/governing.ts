/** Which configs govern a folder: the nearest with what it builds on, and the locks of those further up. */
import { nearestName } from '../model/schema/nearest.ts'
import { ruleIdOf, type RuleTable } from '../settings.ts'
import { effective, layersOf, type Layer, type LevelLock } from './effective.ts'
import { wrongAt, type ConfigFile, type Pointer } from './file.ts'
import { pathMatcher } from './glob.ts'

/** The configs that govern a folder. */
export interface Governing {
  /** The nearest after all that it builds on; empty where there is none. */
  readonly chain: readonly ConfigFile[]
  /** What globs are relative to: the folder of the nearest. */
  readonly base: string
  readonly layers: readonly Layer[]
  readonly locks: ReadonlyMap<string, LevelLock>
  /** Whether a path below `base` is left out. */
  readonly isIgnored: (path: string) => boolean
}

/** Puts chains together, the nearest first; each is a config after all that it builds on. */
export function governing(
  [chain = [], ...outer]: readonly (readonly ConfigFile[])[],
  base: string,
  table: RuleTable,
): Governing {
  for (const file of [chain, ...outer].flat()) checkIds(file, table)
  return {
    chain,
    base,
    layers: layersOf(chain),
    locks: locksOf([...outer.toReversed(), chain], table),
    isIgnored: pathMatcher(chain.flatMap(({ config }) => config.ignore ?? [])),
  }
}

/** The rules that configs lock; the first chain is that of the outermost config, whose word holds for all. */
function locksOf(
  chains: readonly (readonly ConfigFile[])[],
  table: RuleTable,
): ReadonlyMap<string, LevelLock> {
  const locks = new Map<string, LevelLock>()
  for (const chain of chains)
    for (const file of chain)
      for (const written of file.config.lockedRules ?? []) {
        const id = idIn(table)(written)
        if (locks.has(id)) continue
        const own = chain.slice(0, chain.indexOf(file) + 1)
        const general = layersOf(own).filter(({ pointer }) => pointer.length === 0)
        const level = effective(general, locks, idIn(table), () => undefined).rules.get(id)
        locks.set(id, {
          by: file.source.path,
          except: new Set(own.map(({ source }) => source.path)),
          level,
        })
      }
  return locks
}

/** The ids that configs may write in any case, or by a former name. */
export function idIn(table: RuleTable): (written: string) => string {
  return written => ruleIdOf(written, table) ?? written
}

/** Throws `UsageError` where a config names a rule that does not exist. */
function checkIds(file: ConfigFile, table: RuleTable): void {
  const { rules, overrides, lockedRules, suppressions } = file.config
  const check = (written: string, pointer: Pointer) => {
    if (ruleIdOf(written, table) !== undefined) return
    const near = nearestName(written, Object.keys(table))
    const hint = near === undefined ? ': bucketlint rules lists them' : `: did you mean '${near}'?`
    throw wrongAt(file.source, file.spanAt(pointer), `there is no rule '${written}'${hint}`)
  }
  for (const id of Object.keys(rules ?? {})) check(id, ['rules', id])
  for (const [index, override] of (overrides ?? []).entries())
    for (const id of Object.keys(override.rules ?? {})) check(id, ['overrides', `${index}`, 'rules', id])
  for (const [index, id] of (lockedRules ?? []).entries()) check(id, ['lockedRules', `${index}`])
  for (const [index, each] of (suppressions ?? []).entries())
    for (const [at, id] of each.rules.entries()) check(id, ['suppressions', `${index}`, 'rules', `${at}`])
}
