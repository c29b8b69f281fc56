/**
 * What a plan is made with, as resources of the model: configurations of providers, and the values of variables.
 * Nothing is deployed of them, but people write secrets into them, and a plan holds what they were given.
 */
import type { Resource, Unit } from '../../../model/resource.ts'
import { Text } from '../../../model/text.ts'
import { constant, record, type Origin, type Property, type Value } from '../../../model/value.ts'
import { isNull, type Entry, type MapNode, type Node } from '../../../syntax/node.ts'
import { mapAt, textAt } from './instance.ts'
import { keyPlace, placeOf } from './places.ts'

/** The configurations of providers and the variables of a plan. CloudFormation has no types for them. */
export function inputsOf(root: MapNode, unit: Unit): readonly Resource[] {
  const configuration = mapAt(root, 'configuration')
  const declared = mapAt(mapAt(configuration, 'root_module'), 'variables')
  const providers = mapAt(configuration, 'provider_config')?.entries ?? []
  const variables = mapAt(root, 'variables')?.entries ?? []
  return [
    ...providers.flatMap(entry => {
      const written = entry.value.kind === 'map' ? mapAt(entry.value, 'expressions') : undefined
      const id = addressOf(entry.key)
      return written ? resourceAt(unit, 'Terraform::Provider', id, entry, constantsIn(written, id)) : []
    }),
    ...variables.flatMap(entry => {
      const value = entry.value.kind === 'map' ? entry.value.get('value') : undefined
      const id = `var.${entry.key}`
      // Somebody who declares a secret as one, and gives it from outside, has not written it down.
      const isGiven = !mapAt(declared, entry.key)?.get('default')
      const isSecret = textAt(mapAt(declared, entry.key), 'sensitive') === 'true'
      if (!value || (isSecret && isGiven)) return []
      const at = keyPlace(entry, id)
      const named = record(new Map([[entry.key, { at, value: valueOf(value.value, at) }]]))
      return resourceAt(unit, 'Terraform::Variable', id, entry, constant(at, named))
    }),
  ]
}

/** `module.m:aws.west` of a plan is `module.m.provider.aws.west`. */
function addressOf(key: string): string {
  const colon = key.lastIndexOf(':')
  return `${colon < 0 ? '' : `${key.slice(0, colon)}.`}provider.${key.slice(colon + 1)}`
}

function resourceAt(unit: Unit, type: string, id: string, entry: Entry, properties: Value): Resource {
  const at = keyPlace(entry, id)
  // Where it deploys to is what others ask of it.
  const nowhere = Text.of()
  const attributes = constant(at, { kind: 'absent' })
  return { type, id, at, unit, region: nowhere, account: nowhere, properties, attributes, exists: () => true }
}

/** The expressions of a block as far as they are constant; others only name what they are made of. */
function constantsIn(expressions: MapNode, address: string): Value {
  const properties = expressions.entries.flatMap((entry): [string, Property][] => {
    const at = keyPlace(entry, `${address}.${entry.key}`)
    const value = constantOf(entry.value, at)
    return value ? [[entry.key, { at, value }]] : []
  })
  return constant(placeOf(expressions, address), record(new Map(properties)))
}

function constantOf(node: Node, at: Origin): Value | undefined {
  if (node.kind === 'list') {
    const items = node.items.flatMap(
      (item, index) => constantOf(item, placeOf(item, `${at.address}[${index}]`)) ?? [],
    )
    return constant(at, { kind: 'list', items })
  }
  if (node.kind === 'scalar') return undefined
  const written = node.get('constant_value')
  if (written) return valueOf(written.value, at)
  return node.get('references') ? undefined : constantsIn(node, at.address)
}

/** A value of JSON as it stands. */
function valueOf(node: Node, at: Origin): Value {
  switch (node.kind) {
    case 'scalar':
      return constant(at, isNull(node) ? { kind: 'absent' } : { kind: 'text', text: Text.of(node.text) })
    case 'list': {
      const items = node.items.map((item, index) => valueOf(item, placeOf(item, `${at.address}[${index}]`)))
      return constant(at, { kind: 'list', items })
    }
    case 'map': {
      const properties = node.entries.map((entry): [string, Property] => {
        const place = keyPlace(entry, `${at.address}.${entry.key}`)
        return [entry.key, { at: place, value: valueOf(entry.value, place) }]
      })
      return constant(at, record(new Map(properties)))
    }
  }
}
