/** What a stack's metadata tells of its constructs: which logical id each has, and where the program made it. */
import type { CodePlace, Construct, Constructs } from '../../model/construct.ts'
import type { MapNode, Node } from '../../syntax/node.ts'
import { userFrame, type Frame } from './frames.ts'

interface Known {
  readonly path: string
  /** Path of the nested stack that it is part of; empty for the stack itself. */
  readonly scope: string
}

/** Finds a frame's file on this machine. */
export type LocateFrame = (frame: Frame) => CodePlace

const NESTED_STACK = /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/

/** The constructs of a stack. The metadata is read when a construct is first asked for: most never are. */
export function constructsOf(
  read: () => readonly MapNode[],
  stackPath: string,
  locate: LocateFrame,
): Constructs {
  let metadata: Metadata | undefined
  const known = () => (metadata ??= new Metadata(read(), stackPath, locate))
  const within = (scope: string): Constructs => ({
    of: (id, path) => known().construct(id, path, scope),
    within: stack => within(NESTED_STACK.exec(stack?.path ?? '')?.[1] ?? scope),
  })
  return within('')
}

class Metadata {
  readonly #byId = new Map<string, Known[]>()
  readonly #nodes = new Map<string, Node>()
  readonly #stackPath: string
  readonly #locate: LocateFrame

  constructor(maps: readonly MapNode[], stackPath: string, locate: LocateFrame) {
    this.#stackPath = stackPath
    this.#locate = locate
    for (const { key, value } of maps.flatMap(({ entries }) => entries))
      this.#nodes.set(key.replace(/^\//, ''), value)
    const paths = [...this.#nodes.keys()]
    const scopes = paths.flatMap(path => NESTED_STACK.exec(path)?.[1] ?? [])
    for (const [path, node] of this.#nodes) {
      const id = entryOf(node, 'aws:cdk:logicalId')?.get('data')?.value
      if (id?.kind !== 'scalar') continue
      const scope = scopes
        .filter(each => path.startsWith(`${each}/`))
        .reduce((longest, each) => (each.length > longest.length ? each : longest), '')
      const same = this.#byId.get(id.text)
      if (same) same.push({ path, scope })
      else this.#byId.set(id.text, [{ path, scope }])
    }
  }

  construct(id: string, written: string | undefined, scope: string): Construct | undefined {
    const path = written ?? this.#byId.get(id)?.find(known => known.scope === scope)?.path
    if (path === undefined) return undefined
    const find = () => this.#source(path)
    return {
      path,
      get source() {
        return find()
      },
    }
  }

  /** Where it was made, or what it is part of. */
  #source(path: string): CodePlace | undefined {
    const frame = userFrame(this.#trace(path))
    if (frame) return this.#locate(frame)
    const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0))
    return parent.length > this.#stackPath.length ? this.#source(parent) : undefined
  }

  #trace(path: string): readonly string[] {
    const node = this.#nodes.get(path)
    if (!node) return []
    const stack = entryOf(node, 'aws:cdk:creationStack')?.get('data')?.value
    // Before 2.252 it was kept with the logical id, and only where the app was run with CDK_DEBUG.
    const trace = stack ?? entryOf(node, 'aws:cdk:logicalId')?.get('trace')?.value
    if (trace?.kind !== 'list') return []
    return trace.items.flatMap(item => (item.kind === 'scalar' ? item.text : []))
  }
}

function entryOf(node: Node, type: string): MapNode | undefined {
  for (const item of node.kind === 'list' ? node.items : []) {
    const found = item.kind === 'map' ? item.get('type')?.value : undefined
    if (item.kind === 'map' && found?.kind === 'scalar' && found.text === type) return item
  }
  return undefined
}
