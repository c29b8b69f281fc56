/** How rules word what they would change. */
import {
  Exactly,
  More,
  Reference,
  type AddWish,
  type Change,
  type Safety,
  type Wanted,
  type WantedRecord,
  type Wish,
} from './change.ts'
import { reference } from './identity.ts'
import type { Resource } from './resource.ts'
import { Text } from './text.ts'
import type { Origin } from './value.ts'

/** A resource, or what views one. */
interface Named {
  readonly resource: Resource
}

/**
 * A change under a title in the imperative, `turn on versioning`; `safe` where nobody can miss what it takes away.
 * There is none where one of its wishes cannot be worded.
 */
export function change(
  title: string,
  safety: Safety,
  ...wishes: readonly (Wish | undefined)[]
): Change | undefined {
  return wishes.every(wish => wish !== undefined) ? { title, safety, wishes } : undefined
}

/** What properties of a resource shall be: records are merged into what is written, all else takes its place. */
export function set({ resource }: Named, properties: WantedRecord): Wish {
  return { kind: 'set', resource, properties }
}

/** What shall stand beside the properties: `DeletionPolicy`. */
export function setBeside({ resource }: Named, attributes: WantedRecord): Wish {
  return { kind: 'set', resource, attributes }
}

/** What shall stand under the key at a place, or in the place of the list item there. */
export function rewrite({ resource }: Named, at: Origin, to: Wanted): Wish {
  return { kind: 'rewrite', resource, at, to }
}

/** Another word for the key at a place. */
export function rename({ resource }: Named, at: Origin, to: string): Wish {
  return { kind: 'rename', resource, at, to }
}

/** A resource of a type that shall stand beside another one; `suffix` tells its name from that one's. */
export function add({ resource }: Named, type: string, suffix: string, properties: WantedRecord): AddWish {
  return { kind: 'add', resource, type, suffix, properties }
}

/** The same, where some things cannot be made before it is there. */
export function addBefore(waiting: readonly Named[], ...added: Parameters<typeof add>): Wish {
  return { ...add(...added), before: waiting.map(({ resource }) => resource) }
}

/** Items that a list shall have too. */
export function also(...items: readonly Wanted[]): More {
  return new More(items)
}

/** A record of flags that shall all be on. */
export function allOn(flags: readonly string[]): WantedRecord {
  return Object.fromEntries(flags.map(flag => [flag, true]))
}

/** A record that shall stand in the place of what is written. */
export function exactly(record: WantedRecord): Exactly {
  return new Exactly(record)
}

/** The ARN of a resource, with a text after it: `arnOf(bucket, '/*')` for its objects. */
export function arnOf({ resource }: Named, after = ''): Reference {
  return new Reference(resource, 'Arn', after)
}

/** The id of the account that a resource is in. */
export function accountOf({ resource }: Named): Reference {
  return new Reference(resource, 'Account')
}

/** What says a text anew: as it is, or by the one resource whose ARN or name it begins with. */
export function spelled(text: Text): string | Reference | undefined {
  if (text.literal !== undefined) return text.literal
  for (const symbol of text.symbols) {
    if (symbol.kind !== 'name') continue
    const { resource } = symbol
    for (const attribute of ['Arn', 'Ref'] as const) {
      const { parts } = reference(resource, attribute === 'Ref' ? undefined : attribute)
      const [start, rest] = [text.parts.slice(0, parts.length), text.parts.slice(parts.length)]
      const after = Text.join(rest).literal
      if (after !== undefined && Text.join(start).key === Text.join(parts).key)
        return new Reference(resource, attribute, after)
    }
  }
  return undefined
}

/** What `Ref` gives of a resource: the name of a bucket. */
export function nameOf({ resource }: Named): Reference {
  return new Reference(resource, 'Ref')
}
