/** `provider` blocks as resources of the model: nothing is deployed of them, but people write secrets into them. */
import type { Resource, Unit } from '../../../model/resource.ts'
import { Text } from '../../../model/text.ts'
import { constant } from '../../../model/value.ts'
import { bodyRecord } from './body.ts'
import { prefix, type Module } from './module.ts'
import { originIn } from './scope.ts'

/** The `provider` blocks of a module. CloudFormation has no type for them. */
export function providerBlocks(module: Module, unit: Unit): readonly Resource[] {
  return [...module.folder.providers].map(([name, { body, header }]) => {
    const id = `${prefix(module)}provider.${name}`
    const scope = module.scopeAt(body, id)
    const at = originIn(scope, header)
    // Where it deploys to is what others ask of it.
    const nowhere = Text.of()
    return {
      type: 'Terraform::Provider',
      id,
      at,
      unit,
      region: nowhere,
      account: nowhere,
      properties: constant(at, bodyRecord(body, scope)),
      attributes: constant(at, { kind: 'absent' }),
      callers: module.callers,
      exists: world => module.exists(world),
    }
  })
}
