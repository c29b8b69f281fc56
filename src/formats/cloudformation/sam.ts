/** Carries out the `AWS::Serverless-2016-10-31` transform as far as S3 and access to it are concerned. */
import type { Entry, MapNode, SyntaxProblem } from '../../syntax/node.ts'
import { isNull } from '../../syntax/node.ts'
import { changed, entry, keyPlace, map, withEntries } from './build.ts'
import { mapAt, plainScalar } from './intrinsic.ts'
import { noticeConnectors } from './sam/connectors.ts'
import type { Notifications } from './sam/events.ts'
import { functionResources } from './sam/function.ts'
import { withGlobals } from './sam/globals.ts'
import { withNotifications } from './sam/notifications.ts'
import { stateMachineResources } from './sam/state-machine.ts'
import { BoundReached, Transform } from './sam/transform.ts'

/**
 * The template with functions and state machines as the resources they stand for. What is made stands where the text
 * that asked for it does; resources of other serverless types stay as they are.
 */
export function expandServerless(template: MapNode): { root: MapNode; problems: SyntaxProblem[] } {
  const resources = mapAt(template, 'Resources')
  if (!resources) return { root: template, problems: [] }
  const transform = new Transform(resources)
  try {
    return { root: expand(transform, template), problems: transform.problems }
  } catch (failure) {
    if (!(failure instanceof BoundReached)) throw failure
    const { message, span } = failure
    return { root: template, problems: [...transform.problems, { kind: 'error', message, span }] }
  }
}

function expand(transform: Transform, template: MapNode): MapNode {
  const globals = functionGlobals(transform, template)
  const notifications: Notifications = new Map()
  const made = transform.resources.entries.flatMap(written => {
    noticeConnectors(transform, written)
    return serverlessResources(transform, written, globals, notifications).filter(
      // What is written under the id of something generated stays.
      ({ key }) => key === written.key || !transform.resources.get(key),
    )
  })
  const notified = made.map(resource => {
    const [first, ...others] = notifications.get(resource.key) ?? []
    return first ? withNotifications(transform, resource, [first, ...others]) : resource
  })
  const sections = template.entries.flatMap(section => {
    if (section.key === 'Globals') return []
    return section.key === 'Resources' ? changed(section, map(section.value, notified)) : section
  })
  return withConditions(map(template, sections, template.tag), transform.conditions)
}

/** The resources that one resource stands for. */
function serverlessResources(
  transform: Transform,
  written: Entry,
  globals: MapNode,
  notifications: Notifications,
): Entry[] {
  const { key, value: node } = written
  const type = node.kind === 'map' ? plainScalar(node.get('Type')?.value) : undefined
  const isFunction = type === 'AWS::Serverless::Function'
  if (node.kind !== 'map' || !(isFunction || type === 'AWS::Serverless::StateMachine')) return [written]

  const at = keyPlace(written)
  transform.spend(100, at)
  const own = node.get('Properties')
  if (own && own.value.kind !== 'map' && !isNull(own.value))
    transform.error(`Properties of ${key} is no map: expected property names with values`, own.value.span)
  const properties = own?.value.kind === 'map' ? own.value : map(at, [])
  if (!isFunction) return stateMachineResources(transform, { id: key, at, node, properties })
  const merged = withGlobals(transform, properties, globals, node.get('IgnoreGlobals')?.value)
  return functionResources(transform, { id: key, at, node, properties: merged }, notifications)
}

/** What `Globals` says of functions. */
function functionGlobals(transform: Transform, template: MapNode): MapNode {
  const globals = template.get('Globals')?.value
  const functions = globals?.kind === 'map' ? globals.get('Function')?.value : globals
  if (!functions || isNull(functions)) return map(template, [])
  if (functions.kind === 'map') return functions
  const name = functions === globals ? 'Globals' : 'Globals.Function'
  transform.error(`${name} is no map: expected property names with values`, functions.span)
  return map(template, [])
}

function withConditions(template: MapNode, conditions: readonly Entry[]): MapNode {
  const [first] = conditions
  if (!first) return template
  const written = template.get('Conditions')
  if (!written)
    return withEntries(template, [entry({ span: first.keySpan }, 'Conditions', map(first.value, conditions))])
  return written.value.kind === 'map'
    ? withEntries(template, [changed(written, withEntries(written.value, conditions))])
    : template
}
