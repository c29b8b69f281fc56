/** A text as rules read it: questions answered in one world, forking where the answer is open. */
import { compareTexts, hingeOf, Text, type Reason } from './text.ts'
import { expand } from './identity.ts'
import type { Origin } from './value.ts'
import type { World } from './world.ts'

/** Anything that has a name, such as a bucket. */
export interface Named {
  readonly name: TextView
}

/** A text in one world. */
export class TextView {
  readonly at: Origin
  readonly text: Text
  readonly #world: World

  constructor(world: World, text: Text, at: Origin) {
    this.#world = world
    this.text = text
    this.at = at
  }

  /** The whole text where this world knows it: listed values and defaults are told apart. */
  get value(): string | undefined {
    return this.#world.resolve(this.#expanded()).literal
  }

  /** Whether it is this text or names this resource; open where it depends on what nobody wrote down. */
  is(other: string | TextView | Named): boolean {
    const goal =
      typeof other === 'string' ? Text.of(other) : other instanceof TextView ? other.text : other.name.text
    if (this.text.key === goal.key) return true
    return this.#world.equal(this.#expanded(), expand(goal, this.#world))
  }

  /** Whether it surely is this text: never guesses, so use it to find, not to judge. */
  isSurely(other: TextView): boolean {
    if (this.text.key === other.text.key) return true
    const [left, right] = [this.#expanded(), expand(other.text, this.#world)]
    return (
      compareTexts(left, right) ??
      compareTexts(this.#world.resolve(left), this.#world.resolve(right)) ??
      false
    )
  }

  startsWith(prefix: string): boolean {
    const [first] = this.#expanded().parts
    if (typeof first === 'string' && (first.startsWith(prefix) || !prefix.startsWith(first)))
      return first.startsWith(prefix)
    return this.#ask(`starts with ${prefix}`, text => text.startsWith(prefix))
  }

  /** What follows the prefix, where it surely begins with it. */
  after(prefix: string): TextView | undefined {
    const rest = this.#expanded().after(prefix)
    return rest && new TextView(this.#world, rest, this.at)
  }

  /** A text taken from this one. */
  with(text: string): TextView {
    return new TextView(this.#world, Text.of(text), this.at)
  }

  /** The pieces that this world knows whatever the rest is, and whether each begins or ends the text. */
  get pieces(): readonly { readonly text: string; readonly first: boolean; readonly last: boolean }[] {
    const { parts } = this.#world.resolve(this.#expanded())
    return parts.flatMap((part, index) =>
      typeof part === 'string' ? [{ text: part, first: index === 0, last: index === parts.length - 1 }] : [],
    )
  }

  /** As people write it: `${Name}` for what is not known. */
  toString(): string {
    return this.text.toString()
  }

  #expanded(): Text {
    return expand(this.text, this.#world)
  }

  #ask(question: string, holds: (text: string) => boolean): boolean {
    const text = this.#expanded()
    if (text.literal !== undefined) return holds(text.literal)
    const label = {
      decision: text.toString(),
      yes: question,
      no: `not: ${question}`,
      reason: causeOf(text),
      asked: true,
    }
    return this.#world.decide({ op: 'test', text, name: question, holds }, label)
  }
}

function causeOf(text: Text): Reason {
  return hingeOf(text) ?? { label: `the name of ${text.toString()}` }
}
