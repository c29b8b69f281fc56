/** What to change so that a finding goes away, as a wish about the model: each format writes it into its own text. */
import type { Edit } from '../text/edit.ts'
import type { Resource } from './resource.ts'
import type { Origin } from './value.ts'

/** `safe` changes nothing that anyone should rely on; `review` may cost, refuse requests or delete objects. */
export type Safety = 'safe' | 'review'

/** A change to the model, in one piece: all its wishes are written, or none. */
export interface Change {
  /** What it does, in the imperative and lower case: `turn on versioning`. */
  readonly title: string
  readonly safety: Safety
  readonly wishes: readonly Wish[]
}

/** One thing that shall be otherwise. Words are those of the CloudFormation schema, whatever the dialect. */
export type Wish = SetWish | RewriteWish | RenameWish | AddWish

/** What a resource shall say; what is not named stays as it is. */
export interface SetWish {
  readonly kind: 'set'
  readonly resource: Resource
  readonly properties?: WantedRecord
  /** What stands beside the properties: `DeletionPolicy`. */
  readonly attributes?: WantedRecord
}

/** What shall stand under a key that is written, or in the place of an item that is. */
export interface RewriteWish {
  readonly kind: 'rewrite'
  /** The resource that it is written in. */
  readonly resource: Resource
  readonly at: Origin
  readonly to: Wanted
}

/** Another word for a key that is written; what stands under it stays. */
export interface RenameWish {
  readonly kind: 'rename'
  /** The resource that it is written in. */
  readonly resource: Resource
  readonly at: Origin
  readonly to: string
}

/** A resource that shall be there too. */
export interface AddWish {
  readonly kind: 'add'
  /** It is written after this one, and exists where this one does. */
  readonly resource: Resource
  readonly type: string
  /** Tells it from that one: `Policy` makes `LogsPolicy` beside `Logs`, in Terraform `logs`. */
  readonly suffix: string
  readonly properties: WantedRecord
  /** Resources that cannot be made before this one is there, though they do not name it. */
  readonly before?: readonly Resource[]
}

/** A value as it shall be. A record is merged into what is written; texts, lists and `exactly` take its place. */
export type Wanted =
  string | number | boolean | Reference | More | Exactly | typeof gone | readonly Wanted[] | WantedRecord

/** A record as it shall be, by the keys of the CloudFormation schema or of a policy document. */
export interface WantedRecord {
  readonly [key: string]: Wanted
}

/**
 * Says what an object is that stands for something else: rules of a project's own make these with the package, and the
 * command, which has all of that within itself, knows them by this alone.
 */
const BRAND = Symbol.for('bucketlint.wanted')

function isBranded(value: unknown, brand: string): boolean {
  return typeof value === 'object' && value !== null && BRAND in value && value[BRAND] === brand
}

/** What shall not be written any more. */
export const gone: unique symbol = Symbol.for('bucketlint.gone')

/** What names another resource: its ARN or what `Ref` gives, with a text after it (`/*`); or the account it is in. */
export class Reference {
  readonly [BRAND] = 'reference'
  readonly resource: Resource
  readonly attribute: 'Ref' | 'Arn' | 'Account'
  readonly after: string

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, 'reference')
  }

  constructor(resource: Resource, attribute: Reference['attribute'], after = '') {
    this.resource = resource
    this.attribute = attribute
    this.after = after
  }
}

/** Items that a list shall have beside those that it has; where there is no list, all that it has. */
export class More {
  readonly [BRAND] = 'more'
  readonly items: readonly Wanted[]

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, 'more')
  }

  constructor(items: readonly Wanted[]) {
    this.items = items
  }
}

/** A record that takes the place of what is written, instead of being merged into it. */
export class Exactly {
  readonly [BRAND] = 'exactly'
  readonly record: WantedRecord

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(value, 'exactly')
  }

  constructor(record: WantedRecord) {
    this.record = record
  }
}

/** Writes a wish into the text that a resource was read from; `undefined` where that leaves no room for it. */
export type Writer = (wish: Wish) => readonly Edit[] | undefined
