/** Brings what is written in line with what is wanted: records are followed down, all else takes the place of what is there. */
import { More, gone, type Wanted, type WantedRecord } from '../../../model/change.ts'
import { isNull, type Node } from '../../../syntax/node.ts'
import { intrinsicOf } from '../intrinsic.ts'
import { isNoValue } from '../ref.ts'
import { arrange, type Arrangement } from './arrange.ts'
import { collectionOf, type Collection, type Part, type Slot } from './collection.ts'
import { NoRoom } from './no-room.ts'
import type { Page, Piece } from './page.ts'
import { inlineText, type Member } from './render.ts'
import { replace } from './replace.ts'
import { Call, isRecord, listOf, membersOf, treeOf, type NameOf, type Tree } from './tree.ts'
import { wrap } from './wrap.ts'

/** What a change of a value comes to: pieces of text, or that nothing is left of it. */
export type Outcome = readonly Piece[] | 'nothing'

/** A template's text, and how resources are named in it. */
export interface Desk {
  readonly page: Page
  readonly nameOf: NameOf
}

/** Changes the value in a slot; throws `NoRoom` where the text has none for it. */
export function amend(desk: Desk, slot: Slot | undefined, wanted: Wanted): Outcome {
  if (wanted === gone) return 'nothing'
  if (!slot) throw new NoRoom()
  const { page, nameOf } = desk
  const { node } = slot
  if (!(isRecord(wanted) || wanted instanceof More)) return replaced(desk, slot, treeOf(wanted, nameOf))
  const branches = branchesOf(page, slot)
  if (branches) return amendBranches(desk, branches, branch => amend(desk, branch, wanted))
  if (isNull(node) || isNoValue(node)) {
    // Where a list has no item in some cases, it shall not get one.
    return isNull(node) || !slot.isItem ? replaced(desk, slot, treeOf(wanted, nameOf)) : []
  }
  return isRecord(wanted) ? merge(desk, slot, wanted) : append(desk, slot, listOf(wanted.items, nameOf))
}

/** Merges a record into the map in a slot. New keys stand before `early`, if that is written. */
export function merge(desk: Desk, slot: Slot, wanted: WantedRecord, early?: string): Outcome {
  const { page, nameOf } = desk
  if (slot.node.kind !== 'map' || isFunction(slot.node)) throw new NoRoom()
  const collection = collectionOf(page, slot)
  const outcomes = new Map<Part, Outcome>()
  const missing = new Map(Object.entries(wanted))
  for (const part of collection.parts) {
    const below = missing.get(part.key ?? '')
    if (below === undefined) continue
    outcomes.set(part, amend(desk, part.slot, below))
    missing.delete(part.key ?? '')
  }
  const added = [...membersOf(Object.fromEntries(missing), nameOf)].map(([key, tree]) => ({ key, tree }))
  const before = collection.parts.find(part => part.key === early)
  return settle(desk, slot, collection, outcomes, { added, before })
}

/** What a map or list comes to when its parts have changed. */
export function settle(
  { page }: Desk,
  slot: Slot,
  collection: Collection,
  outcomes: ReadonlyMap<Part, Outcome>,
  { added, before }: Omit<Arrangement, 'out'> = { added: [] },
): Outcome {
  const out = new Set([...outcomes].flatMap(([part, outcome]) => (outcome === 'nothing' ? part : [])))
  if (out.size === collection.parts.length && (out.size > 0 || added.length > 0))
    return added.length === 0 ? 'nothing' : replace(page, slot, treeOfMembers(added))
  const inside = [...outcomes.values()].flatMap(outcome => (outcome === 'nothing' ? [] : outcome))
  // What is put in behind a part comes after what is put in at its end.
  return [...inside, ...arrange(page, collection, { out, added, before })]
}

/** Changes the sides of an `Fn::If`; one of which nothing is left gives no value. */
export function amendBranches(
  { page }: Desk,
  branches: readonly Slot[],
  change: (branch: Slot) => Outcome,
): Outcome {
  const outcomes = branches.map(change)
  if (outcomes.every(outcome => outcome === 'nothing')) return 'nothing'
  return branches.flatMap((branch, index) => {
    const outcome = outcomes[index] ?? []
    if (outcome !== 'nothing') return outcome
    return isNoValue(branch.node) ? [] : replace(page, branch, new Call('Ref', 'AWS::NoValue'))
  })
}

/** The sides of an `Fn::If`, if the slot holds one. */
export function branchesOf(page: Page, slot: Slot): readonly Slot[] | undefined {
  if (intrinsicOf(slot.node)?.name !== 'Fn::If') return undefined
  const list = slot.node.tag === undefined ? collectionOf(page, slot).parts[0]?.slot : slot
  if (list?.node.kind !== 'list') throw new NoRoom()
  const [, yes, no] = collectionOf(page, list).parts
  if (!yes?.slot || !no?.slot) throw new NoRoom()
  return [yes.slot, no.slot].map(branch => ({ ...branch, isItem: slot.isItem }))
}

/** Whether what a node gives is made by a function. */
export function isFunction(node: Node): boolean {
  const name = intrinsicOf(node)?.name
  return name !== undefined && name !== 'Condition'
}

/** Functions that give one text, never a list. */
const TEXT_FUNCTIONS = ['Fn::Sub', 'Fn::Join', 'Fn::Base64']

/** Whether a function gives one text; of resources, an ARN is known to be one. */
function givesText(node: Node): boolean {
  const { name = '', argument } = intrinsicOf(node) ?? {}
  if (name !== 'Fn::GetAtt') return TEXT_FUNCTIONS.includes(name)
  const attribute = argument?.kind === 'list' ? argument.items.at(-1) : argument
  return attribute?.kind === 'scalar' && /(?:^|\.)Arn$/.test(attribute.text)
}

function append(desk: Desk, slot: Slot, wanted: readonly Tree[]): Outcome {
  const { node } = slot
  const { page } = desk
  if (isFunction(node) && !givesText(node)) throw new NoRoom()
  const isOne = node.kind !== 'list' || isFunction(node)
  const written = (isOne ? [node] : node.items).map(({ span }) => page.text.slice(span.start, span.end))
  // Of an `Fn::If` one side may name what the other one lacks.
  const items = wanted.filter(
    tree => !(tree instanceof Call && written.includes(inlineText(page, tree) ?? '')),
  )
  if (items.length === 0) return []
  if (isOne) return wrap(page, slot, items)
  return settle(desk, slot, collectionOf(page, slot), new Map(), { added: items.map(tree => ({ tree })) })
}

function replaced({ page }: Desk, slot: Slot, tree: Tree | undefined): Outcome {
  if (tree === undefined) return []
  const { node } = slot
  const isSame =
    node.kind === 'scalar' && !isFunction(node) && typeof tree !== 'object' && node.text === String(tree)
  return isSame ? [] : replace(page, slot, tree)
}

function treeOfMembers(members: readonly Member[]): Tree {
  if (members.every(member => member.key === undefined)) return members.map(({ tree }) => tree)
  return new Map(members.map(({ key = '', tree }) => [key, tree]))
}
