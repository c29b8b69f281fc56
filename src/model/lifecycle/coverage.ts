/** Which rules of a lifecycle are about the same objects. */
import { lifecycleBounds } from '../../data/lifecycle.ts'
import type { LifecycleRule } from './rules.ts'
import type { TextView } from '../text-view.ts'

/** The enabled rules of a lifecycle by the objects that they are about. */
export class Coverage {
  readonly #rules: readonly LifecycleRule[]
  readonly #byPrefix = new Map<string, LifecycleRule[]>()

  constructor(rules: readonly LifecycleRule[]) {
    // S3 rejects more rules, so that what they do together does not matter.
    this.#rules = rules.length > lifecycleBounds.rules ? [] : rules.filter(({ isEnabled }) => isEnabled)
    for (const rule of this.#rules) {
      const prefix = valueOf(rule.prefix)
      if (!rule.isByKeyAlone || prefix === undefined) continue
      const same = this.#byPrefix.get(prefix)
      if (same) same.push(rule)
      else this.#byPrefix.set(prefix, [rule])
    }
  }

  /** The rules that are surely about every object whose key begins with the prefix. */
  over(prefix: TextView | undefined): readonly LifecycleRule[] {
    const value = (valueOf(prefix) ?? '').slice(0, lifecycleBounds.key)
    return Array.from({ length: value.length + 1 }, (_, length) => value.slice(0, length)).flatMap(
      start => this.#byPrefix.get(start) ?? [],
    )
  }

  /** Each rule with the others that are surely about every object of it. */
  *pairs(): Iterable<{ readonly rule: LifecycleRule; readonly others: readonly LifecycleRule[] }> {
    for (const rule of this.#rules)
      yield { rule, others: this.over(rule.prefix).filter(other => other !== rule) }
  }

  /** The sets of rules that are about some objects together. */
  *sets(): Iterable<readonly LifecycleRule[]> {
    for (const [rule] of this.#byPrefix.values()) if (rule) yield this.over(rule.prefix)
    for (const rule of this.#rules) {
      const others = this.over(rule.prefix)
      if (!others.includes(rule)) yield [...others, rule]
    }
  }
}

/** The prefix where it is known; that of every key is empty. */
function valueOf(prefix: TextView | undefined): string | undefined {
  return prefix ? prefix.value : ''
}
