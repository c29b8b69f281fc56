/** What stands around an expression: what its names mean, and what it may read. */
import type { Source } from '../../../../text/source.ts'
import type { Value } from '../../../../model/value.ts'
import type { Budget } from './bounds.ts'

export interface Scope {
  /** The file that the expression stands in. */
  readonly source: Source
  /** The address of the expression; an entry of an object at `a` is at `a.key`, an item at `a[0]`. */
  readonly address: string
  readonly files: Files
  /** What the expressions of the root may cost. */
  readonly budget: Budget
  /** What the first word of a path means: `var`, `local`, `each`, `module`, `data`, the type of a resource. */
  lookup(name: string): Value | undefined
}

/** The files that functions read. The reader decides what may be read. */
export interface Files {
  /** The text of a file; `undefined` where there is none, an error where it may not or cannot be read. */
  read(path: string): string | undefined | { readonly error: string }
}

/** The scope of a part of an expression, at its own address. */
export function at(scope: Scope, address: string): Scope {
  return { ...scope, address }
}

/** The scope with further names, such as the variables of a `for`. */
export function withNames(scope: Scope, names: ReadonlyMap<string, Value>): Scope {
  return { ...scope, lookup: name => names.get(name) ?? scope.lookup(name) }
}
