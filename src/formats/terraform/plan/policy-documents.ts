/**
 * Policy documents that a plan reads as data sources. One that names what is not created yet is made when the plan is
 * carried out; its statements stand in the plan all the same, but for what is not known of them.
 */
import { s3ActionLines } from '../../../data/s3-actions.ts'
import { Text } from '../../../model/text.ts'
import {
  constant,
  unknown,
  type Plain,
  type PlainRecord,
  type Property,
  type Value,
} from '../../../model/value.ts'
import type { MapNode } from '../../../syntax/node.ts'
import { Budget } from '../configuration/expression/bounds.ts'
import { lazy } from '../configuration/expression/lazy.ts'
import { documentIn } from '../configuration/policy-document.ts'
import { PlanCell, type Identities } from './cell.ts'
import { mapAt, readInstances, type Instances } from './instance.ts'
import { solelyReferred } from './references.ts'

const TYPE = 'aws_iam_policy_document'

export class PolicyDocuments {
  readonly #instances: Instances
  // Where it is used up a document is not known, and findings tell what they depend on.
  readonly #budget = new Budget(() => undefined)

  constructor(root: MapNode) {
    const values = mapAt(root, 'planned_values') ?? mapAt(root, 'values')
    this.#instances = readInstances(root, values, 'data', type => type === TYPE)
  }

  /** The document that is all of an expression; `bucket` is the ARN of the bucket that it is the policy of, if it is. */
  named({ expression, instance: owner }: PlanCell, identities: Identities, bucket?: Text): Value | undefined {
    const { instance, attribute = 'json' } = solelyReferred(this.#instances, expression, owner) ?? {}
    if (!instance || !['json', 'minified_json'].includes(attribute)) return undefined
    const body = new Document(bucket).body(PlanCell.of(instance, identities))
    return lazy(instance.at, this.#budget, world => documentIn(body, instance.at, this.#budget, world))
  }
}

class Document {
  readonly #bucket: Text | undefined

  constructor(bucket: Text | undefined) {
    this.#bucket = bucket
  }

  /** A block with whatever is written in it: what is not known is not among the keys that the plan lists. */
  body(cell: PlanCell): PlainRecord {
    return { kind: 'record', keys: cell.keys, entry: key => this.#part(cell, key) }
  }

  #part(block: PlanCell, key: string): Property | undefined {
    const cell = block.entry(key)
    if (cell.isAbsent) return undefined
    const resources = key === 'resources' && this.#bucket ? resourcesOf(block, this.#bucket) : undefined
    return { at: cell.at, value: resources ?? this.#value(cell, key) }
  }

  #value(cell: PlanCell, key: string): Value {
    return constant(cell.at, this.#plain(cell, key))
  }

  #plain(cell: PlanCell, key: string): Plain {
    const { open, text } = cell
    // Who is allowed is named as a whole; what resources a statement is for can be any text with a name in it.
    const named = open && key === 'identifiers' ? cell.named('Arn') : undefined
    if (named) return { kind: 'text', text: named }
    if (open) return open
    if (text) return { kind: 'text', text }
    if (cell.keys.length > 0) return this.body(cell)
    return { kind: 'list', items: cell.items.map(item => this.#value(item, key)) }
  }
}

/**
 * The resources of an Allow statement in a bucket's policy, none of which is known. S3 refuses a policy with an action
 * that none of the resources takes ("Action does not apply to any resource(s) in statement"), or with resources of
 * another bucket: so one of them is the bucket where an action is about buckets, and one lies in it where an action is
 * about objects.
 */
function resourcesOf(statement: PlanCell, bucket: Text): Value | undefined {
  const { items, at } = statement.entry('resources')
  if (!statement.entry('effect').isAbsent && !statement.entry('effect').is('Allow')) return undefined
  if (items.length === 0 || items.some(({ open }) => open?.kind !== 'unknown')) return undefined
  const kinds = new Set(statement.entry('actions').items.map(({ word }) => kindOf(word ?? '')))
  const within = (plain: Plain) =>
    plain.kind === 'unknown'
      ? Text.of(bucket, '/', { kind: 'unknown', id: plain.id, reason: plain.reason })
      : bucket
  const forms = [...(kinds.has('object') ? [within] : []), ...(kinds.has('bucket') ? [() => bucket] : [])]
  if (forms.length > items.length) return undefined
  return constant(at, {
    kind: 'list',
    items: items.map(({ at: place, open = unknown({ label: place.address }, place.address) }, index) => {
      const form = forms[index]
      return constant(place, form ? { kind: 'text', text: form(open) } : open)
    }),
  })
}

let kinds: ReadonlyMap<string, string> | undefined

/** Whether an action is about a `bucket` or an `object`; `undefined` for what is neither, or a pattern. */
function kindOf(action: string): string | undefined {
  kinds ??= new Map(
    s3ActionLines
      .trim()
      .split('\n')
      .map(line => {
        const [name = '', , types = ''] = line.split(' ')
        const kind = types.split(',').find(type => type === 'bucket' || type === 'object')
        return [name.toLowerCase(), kind ?? '']
      }),
  )
  return kinds.get(action.toLowerCase()) || undefined
}
