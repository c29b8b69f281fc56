/** Scopes: what first words mean, and where expressions stand. */
import type { Origin, Property, Value } from '../../../model/value.ts'
import type { Source, Span } from '../../../text/source.ts'
import { lazyRecord } from '../tables/shape.ts'
import type { Scope } from './expression/scope.ts'

/** The scope of what stands a step below. */
export function within(scope: Scope, source: Source, step: string): Scope {
  return { ...scope, source, address: `${scope.address}${step}` }
}

export function originIn({ source, address }: Scope, span: Span): Origin {
  return { source, span, address }
}

/** A record of all that stands under a first word such as `var`, each found when it is asked for. */
export function namespace(
  names: Iterable<string>,
  at: Origin,
  find: (name: string) => Value | undefined,
): Value {
  const record = lazyRecord([...names], (name): Property | undefined => {
    const value = find(name)
    return value && { at: value.origin, value }
  })
  return { origin: at, read: () => record }
}
