/** Runs a question about one resource in every world, and says in which its answers hold. */
import { EstateView } from '../model/bucket.ts'
import type { Estate } from '../model/estate.ts'
import { mergeWorlds } from '../model/merge.ts'
import type { Resource } from '../model/resource.ts'
import { explore } from '../model/world.ts'
import type { Holding } from './graph.ts'

/** An answer with the worlds that it holds in. */
interface Held<T> {
  readonly result: T
  readonly holding: Holding
}

/** What was asked in every world; `complete` is false where there are more than can be looked at. */
interface Asked<T> {
  readonly held: readonly Held<T>[]
  readonly complete: boolean
}

/**
 * The answers in the worlds in which the resource exists. Answers of equal keys are one; what the existence of the
 * resource itself takes is not told.
 */
export function inAllWorlds<T>(
  resource: Resource,
  estate: Estate,
  ask: (view: EstateView) => readonly T[],
  keyOf: (result: T) => string,
): Asked<T> {
  const explored = explore<readonly T[]>(
    world => {
      if (!resource.exists(world)) return undefined
      world.beginCheck()
      return ask(new EstateView(estate, world))
    },
    [],
    [],
  )
  const held = mergeWorlds(explored, keyOf).map(({ result, when, certainty }) => ({
    result,
    holding: { when, certainty },
  }))
  return { held, complete: explored.complete }
}

/** The worlds in which a resource exists; `undefined` where there is none. */
export function existenceOf(resource: Resource): Holding | undefined {
  const [found] = mergeWorlds(
    explore(world => (resource.exists(world) ? [true] : [])),
    () => '',
  )
  return found && { when: found.when, certainty: found.certainty }
}
