/** What the parts of the SAM transform share: the template they work on, what they found, and how much they made. */
import { isNull, type Entry, type MapNode, type Node, type SyntaxProblem } from '../../../syntax/node.ts'
import type { Span } from '../../../text/source.ts'
import { build, entry, keyPlace, list, map, record, scalar, type Place, type Shape } from '../build.ts'
import { isNoValue } from '../ref.ts'

/** Values that the transform of one template may make; hitting it is an error that names it. */
export const SAM_BOUND = 1_000_000

/** Says that the bound was hit, and where. */
export class BoundReached extends Error {
  readonly span: Span

  constructor(span: Span) {
    super(`what the SAM transform makes here is more than the bound of ${SAM_BOUND} values`)
    this.span = span
  }
}

/** A resource of an `AWS::Serverless` type. */
export interface ServerlessResource {
  readonly id: string
  /** Where its logical id is written. */
  readonly at: Place
  readonly node: MapNode
  /** Its properties, with globals merged in. */
  readonly properties: MapNode
}

/** Attributes of a resource that hold for what is generated for it too. */
const INHERITED = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy']

/** Attributes that only the transform reads. */
const CONSUMED = ['Type', 'Properties', 'IgnoreGlobals', 'Connectors']

/** One template's transform at work. */
export class Transform {
  /** The template's resources as written. */
  readonly resources: MapNode
  readonly problems: SyntaxProblem[] = []
  /** Entries to add to the template's `Conditions`. */
  readonly conditions: Entry[] = []
  #made = 0

  constructor(resources: MapNode) {
    this.resources = resources
  }

  error(message: string, span: Span): void {
    this.problems.push({ kind: 'error', message, span })
  }

  notice(message: string, span: Span): void {
    this.problems.push({ kind: 'notice', message, span })
  }

  /** Counts values that are about to be made. */
  spend(values: number, at: Place): void {
    this.#made += values
    if (this.#made > SAM_BOUND) throw new BoundReached(at.span)
  }

  /** The resource as one of another type, in its place. */
  become(resource: ServerlessResource, type: string, properties: readonly Entry[]): Entry {
    const { at, id, node } = resource
    const written = node.get('Type')?.value ?? node
    return entry(
      at,
      id,
      map(node, [
        entry(keyOf(node, 'Type', at), 'Type', scalar(written, type)),
        ...node.entries.filter(({ key }) => !CONSUMED.includes(key)),
        entry(keyOf(node, 'Properties', at), 'Properties', map(resource.properties, properties)),
      ]),
    )
  }

  /** A resource made for another one. */
  generate(
    owner: ServerlessResource,
    at: Place,
    id: string,
    type: string,
    properties: Readonly<Record<string, Shape | undefined>>,
    attributes: readonly Entry[] = inherited(owner.node),
  ): Entry {
    this.spend(20, at)
    const parts = [entry(at, 'Type', scalar(at, type)), ...attributes]
    return entry(at, id, map(at, [...parts, entry(at, 'Properties', record(at, properties))]))
  }

  /** Tags as CloudFormation wants them: a list of keys with values. */
  tagList(resource: ServerlessResource, createdBy: string): Node {
    const tags = given(resource.properties, 'Tags')?.value
    const written = tags?.kind === 'map' ? tags.entries : []
    this.spend(3 * written.length, resource.at)
    return list(tags ?? resource.at, [
      build(resource.at, { Key: createdBy, Value: 'SAM' }),
      ...written.map(tag => build(keyPlace(tag), { Key: tag.key, Value: tag.value })),
    ])
  }
}

/** The entry of a key that has a value. */
export function given(properties: MapNode, key: string): Entry | undefined {
  const written = properties.get(key)
  return written && !isNull(written.value) && !isNoValue(written.value) ? written : undefined
}

/** The attributes that what is generated for a resource has too. */
export function inherited(node: MapNode): readonly Entry[] {
  return INHERITED.flatMap(key => node.get(key) ?? [])
}

function keyOf(node: MapNode, key: string, otherwise: Place): Place {
  const written = node.get(key)
  return written ? keyPlace(written) : otherwise
}
