/** What shall stand in a template: a wish with its references put into functions. */
import { Exactly, gone, More, Reference, type Wanted, type WantedRecord } from '../../../model/change.ts'

export type Tree = string | number | boolean | Call | readonly Tree[] | Members

/** What a map shall hold, in order. */
export type Members = ReadonlyMap<string, Tree>

/** A function with one text for its argument. */
export class Call {
  readonly name: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub'
  readonly argument: string

  constructor(name: Call['name'], argument: string) {
    this.name = name
    this.argument = argument
  }

  /** The long form, which JSON has. */
  get long(): Members {
    return new Map([[this.name, this.name === 'Fn::GetAtt' ? this.argument.split('.') : this.argument]])
  }
}

/** Says what names a resource in the template that is written. */
export type NameOf = (reference: Reference) => Tree

/** What stands for a wish where nothing is written yet; `undefined` for what shall not be there. */
export function treeOf(wanted: Wanted, nameOf: NameOf): Tree | undefined {
  if (wanted === gone) return undefined
  if (typeof wanted !== 'object') return wanted
  if (wanted instanceof Reference) return nameOf(wanted)
  if (wanted instanceof More) return listOf(wanted.items, nameOf)
  if (wanted instanceof Exactly) return membersOf(wanted.record, nameOf)
  if (isList(wanted)) return listOf(wanted, nameOf)
  const members = membersOf(wanted, nameOf)
  // Of a record that only says what shall not be there, nothing is there.
  return members.size === 0 && Object.keys(wanted).length > 0 ? undefined : members
}

/** The record of a wish, without what shall not be there. */
export function membersOf(wanted: WantedRecord, nameOf: NameOf): Members {
  const members = new Map<string, Tree>()
  for (const [key, value] of Object.entries(wanted)) {
    const tree = treeOf(value, nameOf)
    if (tree !== undefined) members.set(key, tree)
  }
  return members
}

/** The items of a list, without what shall not be there. */
export function listOf(wanted: readonly Wanted[], nameOf: NameOf): readonly Tree[] {
  return wanted.flatMap(item => treeOf(item, nameOf) ?? [])
}

/** Whether a wish says parts of a record and leaves the others as they are. */
export function isRecord(wanted: Wanted): wanted is WantedRecord {
  return (
    typeof wanted === 'object' &&
    !(wanted instanceof Reference || wanted instanceof More || wanted instanceof Exactly || isList(wanted))
  )
}

export function isMembers(tree: Tree): tree is Members {
  return tree instanceof Map
}

export function isItems(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree)
}

function isList(wanted: Wanted): wanted is readonly Wanted[] {
  return Array.isArray(wanted)
}
