/** A value of a Terraform resource as the tables read it, whichever document it stands in. */
import type { Text } from '../../../model/text.ts'
import type { Origin, Plain, Value } from '../../../model/value.ts'

/** What of a resource a value is: its name, or an attribute as `Fn::GetAtt` calls it. */
export type Attribute =
  | 'name'
  | 'AccountAndName'
  | 'Alias'
  | 'Arn'
  | 'DomainName'
  | 'IamArn'
  | 'Id'
  | 'Path'
  | 'QualifiedArn'
  | 'Ref'
  | 'RegionalDomainName'
  | 'S3CanonicalUserId'
  | 'SecretAccessKey'
  | 'WebsiteEndpoint'

/** A value in one world, with the way to the values in it. */
export interface Cell {
  /** The place of its key, or of the nearest value around it that is written. */
  readonly at: Origin
  /** Whether nothing is there: not written, null, or no block. */
  readonly isAbsent: boolean
  /** Set where it is not known or not to be shown. */
  readonly open: Plain | undefined
  /** Whether the provider alone decides what it is. */
  readonly isComputed: boolean
  /** A known scalar. */
  readonly text: Text | undefined
  /** The value that it is the JSON of, where that is known better than the text. */
  readonly json: Value | undefined
  /** The items of a list. */
  readonly items: readonly Cell[]
  /** The keys of a map. */
  readonly keys: readonly string[]
  /** What a path such as `rule.status` leads to; of a list of blocks, through the first one. */
  get(path: string): Cell
  /** What stands under a key of a map, whatever signs the key has. */
  entry(key: string): Cell
  /** Whether it is this word. */
  is(word: string): boolean
  /** The resource that it names, as text; `attribute` is what is read of it where the document does not say. */
  named(attribute: Attribute): Text | undefined
}
