/** From the estate to its picture: buckets, what arrows lead to or come from, and the arrows. */
import { locationOf } from '../finding.ts'
import type { Estate } from '../model/estate.ts'
import { nameOf } from '../model/identity.ts'
import type { Resource } from '../model/resource.ts'
import { identityOf, Text } from '../model/text.ts'
import { explore, type World } from '../model/world.ts'
import { factsOf } from './facts.ts'
import type { Arrow, Graph, Holding, Node, NodeKind } from './graph.ts'
import { Places } from './places.ts'
import { relates, type End, type Relation } from './relations.ts'
import { existenceOf, inAllWorlds } from './worlds.ts'

export type { Arrow, ArrowKind, Fact, Graph, Group, Holding, Node, NodeKind } from './graph.ts'

const kinds: Readonly<Record<string, NodeKind>> = {
  'AWS::S3::Bucket': 'bucket',
  'AWS::S3::AccessPoint': 'access point',
  'AWS::S3::MultiRegionAccessPoint': 'multi-region access point',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::Lambda::Function': 'function',
  'AWS::CloudFront::Distribution': 'distribution',
  'AWS::CloudTrail::Trail': 'trail',
  'AWS::Config::DeliveryChannel': 'configuration recorder',
  'AWS::EC2::FlowLog': 'flow log',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'load balancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'load balancer',
  'AWS::Logs::DeliveryDestination': 'log delivery',
}

/** The picture of an estate, as data. */
export function graphOf(estate: Estate): Graph {
  const drawing = new Drawing(estate)
  for (const bucket of estate.ofType('AWS::S3::Bucket')) drawing.add(bucket)
  for (const [type, relations] of Object.entries(relates))
    for (const resource of estate.ofType(type))
      for (const relate of relations) {
        const { held, complete } = inAllWorlds(
          resource,
          estate,
          view => joined(relate(resource, view)),
          keyOf,
        )
        for (const { result, holding } of held) drawing.connect(result, holding)
        if (!complete) drawing.notFullyFollowed.add(resource.id)
      }
  return drawing.graph()
}

/** Relations of the same kind between the same ends: one arrow. */
interface Joined extends Relation {
  readonly details: readonly string[]
}

function joined(relations: readonly Relation[]): readonly Joined[] {
  const byKey = new Map<string, Joined>()
  for (const relation of relations) {
    const known = byKey.get(keyOf(relation))
    const details = [...(known?.details ?? []), ...(relation.detail === undefined ? [] : [relation.detail])]
    byKey.set(keyOf(relation), { ...(known ?? relation), details: [...new Set(details)] })
  }
  return [...byKey.values()]
}

function keyOf({ kind, from, to }: Relation): string {
  return `${kind} ${keyOfEnd(from)} ${keyOfEnd(to)}`
}

function keyOfEnd(end: End): string {
  return end instanceof Text ? end.key : `#${identityOf(end)}`
}

/** A picture in the making. */
class Drawing {
  readonly notFullyFollowed = new Set<string>()
  readonly #estate: Estate
  readonly #places: Places
  /** Nodes by what they stand for; nothing where that exists in no world. */
  readonly #nodes = new Map<string, Node | undefined>()
  readonly #arrows: Arrow[] = []

  constructor(estate: Estate) {
    this.#estate = estate
    this.#places = new Places(estate)
  }

  graph(): Graph {
    return {
      groups: this.#places.groups,
      nodes: [...this.#nodes.values()].filter(node => node !== undefined),
      arrows: this.#arrows,
      notFullyFollowed: [...this.notFullyFollowed],
    }
  }

  /** The node of a resource or of what is outside, made where there is none yet. */
  add(end: End): Node | undefined {
    const key = keyOfEnd(end)
    if (!this.#nodes.has(key)) {
      const id = `n${this.#nodes.size + 1}`
      this.#nodes.set(key, end instanceof Text ? outsideNode(id, end) : this.#resourceNode(id, end))
    }
    return this.#nodes.get(key)
  }

  connect({ kind, from, to, details, location }: Joined, { when, certainty }: Holding): void {
    const [start, end] = [this.add(from), this.add(to)]
    if (!start || !end) return
    // An arrow goes with its ends: what they need to exist is told of them.
    const ofEnds = [...start.when, ...end.when]
    const own = when.filter(
      one => !ofEnds.some(({ decision, value }) => decision === one.decision && value === one.value),
    )
    this.#arrows.push({ kind, from: start.id, to: end.id, details, location, when: own, certainty })
  }

  #resourceNode(id: string, resource: Resource): Node | undefined {
    const holding = existenceOf(resource)
    if (!holding) return undefined
    const { facts, complete } = factsOf(resource, this.#estate)
    if (!complete) this.notFullyFollowed.add(resource.id)
    const name = inFirstWorld(resource, world => nameOf(resource, world))
    const group = inFirstWorld(resource, world => this.#places.groupOf(resource, world))
    return {
      id,
      kind: kinds[resource.type] ?? 'outside',
      address: resource.id,
      ...(name && isWritten(name, resource) ? { name: name.toString() } : {}),
      ...(resource.construct ? { construct: resource.construct.path } : {}),
      location: locationOf(resource.at),
      ...(group === undefined ? {} : { group }),
      facts,
      ...holding,
    }
  }
}

function outsideNode(id: string, text: Text): Node {
  return { id, kind: 'outside', address: text.toString(), facts: [], when: [], certainty: 'certain' }
}

/** What is the same in every world, or told as it is in the first one. */
function inFirstWorld<T>(resource: Resource, look: (world: World) => T): T | undefined {
  return explore(world => (resource.exists(world) ? { seen: look(world) } : undefined)).leaves[0]?.result.seen
}

/** Whether somebody wrote the name, or AWS makes it up. */
function isWritten({ parts: [first] }: Text, resource: Resource): boolean {
  return !(typeof first === 'object' && first.kind === 'name' && first.resource === resource)
}
