/** What the body of a block shall say, in the words of Terraform. */
import { Exactly, gone, More, Reference, type Wanted, type WantedRecord } from '../../../model/change.ts'

/** By the names of attributes and the types of blocks; what is not named stays as it is. */
export type WantedBody = ReadonlyMap<string, Part>

/** What shall stand under one name. */
export type Part =
  | { readonly kind: 'attribute'; readonly value: Wanted }
  /** An attribute whose text is the JSON of the value. */
  | { readonly kind: 'document'; readonly value: Wanted }
  /** The block that is there, with more in it. */
  | { readonly kind: 'block'; readonly body: WantedBody }
  /** In the place of all blocks that are there, or beside them. */
  | { readonly kind: 'blocks'; readonly bodies: readonly WantedBody[]; readonly beside: boolean }
  | { readonly kind: 'gone' }

/** Whether something is written at a path of blocks and attributes, each the first one of its type. */
export type Has = (path: string) => boolean

/** Nothing is written in what is new. */
export const hasNothing: Has = () => false

/** What is written below a path. */
export function below(has: Has, path: string): Has {
  return rest => has(`${path}.${rest}`)
}

/** A body with one part, at the end of a path through blocks. */
export function bodyAt(path: string, part: Part): WantedBody {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) return new Map([[first, part]])
  return new Map([[first, { kind: 'block', body: bodyAt(rest.join('.'), part) }]])
}

/** A body with an attribute at the end of a path. */
export function attributeAt(path: string, value: Wanted): WantedBody {
  return bodyAt(path, value === gone ? { kind: 'gone' } : { kind: 'attribute', value })
}

/** What several bodies say; where they cannot all hold the last one does. */
export function together(bodies: readonly WantedBody[]): WantedBody {
  const all = new Map<string, Part>()
  for (const [name, part] of bodies.flatMap(body => [...body])) {
    const before = all.get(name)
    const isBoth = before?.kind === 'block' && part.kind === 'block'
    all.set(name, isBoth ? { kind: 'block', body: together([before.body, part.body]) } : part)
  }
  return all
}

/** Whether a part says that something shall be there; a block without anything in it is something. */
export function isThere(part: Part): boolean {
  if (part.kind === 'gone') return false
  return part.kind !== 'block' || part.body.size === 0 || [...part.body.values()].some(isThere)
}

/** What a record that takes the place of another, or is merged into it, says. */
export function recordIn(to: Wanted): WantedRecord | undefined {
  if (to instanceof Exactly) return to.record
  return isRecord(to) ? to : undefined
}

/** Whether it is a record that is merged into what is written. */
export function isRecord(to: Wanted): to is WantedRecord {
  if (typeof to !== 'object' || Array.isArray(to)) return false
  return !(to instanceof Reference || to instanceof More || to instanceof Exactly)
}

/** The items of a list, or of what may be one; `undefined` where it is none. */
export function itemsIn(to: Wanted): readonly Wanted[] | undefined {
  if (to instanceof More) return to.items
  if (Array.isArray(to)) return to as readonly Wanted[]
  return recordIn(to) ? [to] : undefined
}
