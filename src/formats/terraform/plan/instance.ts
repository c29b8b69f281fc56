/** What a plan or state holds: modules, and the instances of resources in them. */
import type { Origin } from '../../../model/value.ts'
import type { MapNode, Node } from '../../../syntax/node.ts'
import type { Beside } from '../tables/beside.ts'
import { Written } from './written.ts'

/** A module with its key: the root, or what a `module` block brings in. */
export interface Scope {
  /** `module.site["a"]`; empty for the root. */
  readonly address: string
  /** The key of its `count` or `for_each`, as it stands in the address. */
  readonly index: string | undefined
  readonly parent: Scope | undefined
  /** The module's configuration, where the document has it. */
  readonly configuration: MapNode | undefined
  /** The configuration of the `module` block. */
  readonly call: MapNode | undefined
}

/** One instance of a resource. */
export interface Instance {
  readonly address: string
  /** Read by a data source, not managed. */
  readonly isData: boolean
  readonly type: string
  readonly index: string | undefined
  readonly scope: Scope
  readonly node: MapNode
  readonly values: MapNode | undefined
  readonly sensitive: Node | undefined
  /** What is known after apply. */
  readonly unknown: Node | undefined
  readonly configuration: MapNode | undefined
  /** Where the configuration beside the plan says it. */
  readonly written: Written | undefined
  readonly at: Origin
}

/** The instances of the types that are asked for. */
export interface Instances {
  readonly all: readonly Instance[]
  readonly byAddress: ReadonlyMap<string, Instance>
  /** By the address without the key of `count` or `for_each`. */
  readonly byBlock: ReadonlyMap<string, readonly Instance[]>
  readonly scopes: ReadonlyMap<string, Scope>
}

/**
 * The instances of some types below `values`: those that will be there when the plan is carried out, or what data
 * sources have read.
 */
export function readInstances(
  root: MapNode,
  values: MapNode | undefined,
  mode: 'managed' | 'data',
  wanted: (type: string) => boolean,
  beside?: Beside,
): Instances {
  const changes = changesByAddress(root, wanted)
  const scopes = new Map<string, Scope>()
  const all: Instance[] = []
  const byBlock = new Map<string, Instance[]>()
  const visit = (module: MapNode, scope: Scope) => {
    scopes.set(scope.address, scope)
    const configurations = byType(scope.configuration, mode)
    for (const node of listAt(module, 'resources')) {
      const type = textAt(node, 'type')
      const address = textAt(node, 'address')
      if (!type || !address || !wanted(type) || modeOf(node) !== mode) continue
      const change = changes.get(address)
      const index = indexOf(node)
      const inModule = `${mode === 'data' ? 'data.' : ''}${type}.${textAt(node, 'name') ?? ''}`
      const block = `${scope.address && `${scope.address}.`}${inModule}`
      const written = beside?.block(address)
      const instance: Instance = {
        written: written && Written.of(written),
        address,
        isData: mode === 'data',
        type,
        index,
        scope,
        node,
        values: mapAt(node, 'values'),
        sensitive: node.get('sensitive_values')?.value,
        unknown: change?.get('after_unknown')?.value,
        configuration: configurations.get(`${type}.${textAt(node, 'name') ?? ''}`),
        at: (written && Written.of(written).at(address)) ?? place(node, address),
      }
      all.push(instance)
      const same = byBlock.get(block)
      if (same) same.push(instance)
      else byBlock.set(block, [instance])
    }
    for (const child of listAt(module, 'child_modules')) visit(child, scopeOf(child, scope))
  }
  const configuration = mapAt(mapAt(root, 'configuration'), 'root_module')
  const top = mapAt(values, 'root_module')
  if (top) visit(top, { address: '', index: undefined, parent: undefined, configuration, call: undefined })
  return { all, byAddress: new Map(all.map(each => [each.address, each])), byBlock, scopes }
}

function scopeOf(module: MapNode, parent: Scope): Scope {
  const address = textAt(module, 'address') ?? ''
  const own = parent.address === '' ? address : address.slice(parent.address.length + 1)
  const [, name = '', index] = /^module\.([^[.]+)(?:\[([\s\S]*)\])?$/.exec(own) ?? []
  const call = mapAt(mapAt(parent.configuration, 'module_calls'), name)
  return { address, index, parent, configuration: mapAt(call, 'module'), call }
}

/** The planned changes of the wanted types, without those of objects that were left over. */
function changesByAddress(root: MapNode, wanted: (type: string) => boolean): Map<string, MapNode> {
  const changes = new Map<string, MapNode>()
  for (const node of listAt(root, 'resource_changes')) {
    const change = wanted(textAt(node, 'type') ?? '') ? mapAt(node, 'change') : undefined
    const address = textAt(node, 'address')
    if (change && address !== undefined && !node.get('deposed')) changes.set(address, change)
  }
  return changes
}

function modeOf(node: MapNode): string {
  return textAt(node, 'mode') ?? 'managed'
}

function byType(configuration: MapNode | undefined, mode: string): Map<string, MapNode> {
  const found = new Map<string, MapNode>()
  for (const node of listAt(configuration, 'resources'))
    if (modeOf(node) === mode) found.set(`${textAt(node, 'type') ?? ''}.${textAt(node, 'name') ?? ''}`, node)
  return found
}

/** The key of an instance as addresses write it: `0` or `"eu"`. */
function indexOf(node: MapNode): string | undefined {
  const index = node.get('index')?.value
  if (index?.kind !== 'scalar' || (index.plain && index.text === 'null')) return undefined
  return index.plain ? index.text : JSON.stringify(index.text)
}

/** The place of a resource is the line that says its address. */
function place(node: MapNode, address: string): Origin {
  return {
    source: node.source,
    get span() {
      return (node.get('address')?.value ?? node).span
    },
    address,
  }
}

export function mapAt(node: MapNode | undefined, key: string): MapNode | undefined {
  const value = node?.get(key)?.value
  return value?.kind === 'map' ? value : undefined
}

export function listAt(node: MapNode | undefined, key: string): readonly MapNode[] {
  const value = node?.get(key)?.value
  return value?.kind === 'list' ? value.items.filter(item => item.kind === 'map') : []
}

/** The text of a scalar that is not null. */
export function textAt(node: MapNode | undefined, key: string): string | undefined {
  const value = node?.get(key)?.value
  return value?.kind === 'scalar' && !(value.plain && value.text === 'null') ? value.text : undefined
}
