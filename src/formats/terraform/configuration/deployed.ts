/** Where the blocks of a root are deployed, as suppressions in them ask. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import { addTo } from '../group.ts'
import type { Instance } from './instance.ts'
import { prefix, type Module } from './module.ts'

/** Where blocks are deployed: addresses without the key of the last step. */
export interface Deployed {
  /** Resources by their blocks. */
  readonly resources: ReadonlyMap<Block, readonly string[]>
  /** Modules by the blocks that call them, with the files of their resources. */
  readonly modules: ReadonlyMap<
    Block,
    { readonly addresses: readonly string[]; readonly files: ReadonlySet<string> }
  >
}

/** Finds that out. */
export function deployedBy(modules: readonly Module[], instances: readonly Instance[]): Deployed {
  const called = new Map<Block, { addresses: string[]; files: Set<string> }>()
  for (const { caller, address } of modules) {
    if (!caller) continue
    const known = called.get(caller.block)
    if (known) known.addresses.push(address)
    else called.set(caller.block, { addresses: [address], files: new Set() })
  }
  const resources = new Map<Block, string[]>()
  for (const { block, module, type, at } of instances) {
    addTo(resources, block, `${prefix(module)}${type}.${block.labels[1] ?? ''}`)
    for (let { caller } = module; caller; { caller } = caller.module)
      called.get(caller.block)?.files.add(at.source.path)
  }
  return { resources, modules: called }
}
