/** Working things out once, though they are asked for in world after world. */
import type { World } from './world.ts'

/**
 * What is worked out once: for all worlds where no question is asked on the way, else once in each world. What comes
 * out must ask its own questions of the world that it is read in.
 */
export class Remembered<T> {
  readonly #make: (world: World) => T
  readonly #known = new WeakMap<World, { readonly value: T }>()
  #fixed: { readonly value: T } | undefined

  constructor(make: (world: World) => T) {
    this.#make = make
  }

  in(world: World): T {
    if (this.#fixed) return this.#fixed.value
    const known = this.#known.get(world)
    if (known) {
      world.touch()
      return known.value
    }
    const before = world.questions
    const made = { value: this.#make(world) }
    if (world.questions === before) this.#fixed = made
    else this.#known.set(world, made)
    return made.value
  }
}

/** What is worked out once in each world, and may go on asking that world later. */
export class PerWorld<T> {
  readonly #make: (world: World) => T
  readonly #known = new WeakMap<World, { readonly value: T }>()

  constructor(make: (world: World) => T) {
    this.#make = make
  }

  in(world: World): T {
    world.touch()
    let known = this.#known.get(world)
    if (!known) this.#known.set(world, (known = { value: this.#make(world) }))
    return known.value
  }
}

/** How many subjects are kept. */
const MOST_RECENT = 64

/** What belongs to the subjects that were asked about last: most questions are about one and those it relates to. */
export class Recent<K, T> {
  readonly #known = new Map<K, T>()

  /** What belongs to a subject, made where it is not at hand. */
  get(key: K, make: () => T): T {
    const value = this.#known.get(key) ?? make()
    // Moved to the end: the first is the one that was not asked for longest.
    this.#known.delete(key)
    this.#known.set(key, value)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST_RECENT && oldest !== undefined) this.#known.delete(oldest)
    return value
  }
}
