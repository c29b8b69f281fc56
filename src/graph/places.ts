/** Where resources are deployed: accounts, their regions, and units where there are several. */
import { accountIn } from '../model/account-regional.ts'
import { Bucket, EstateView } from '../model/bucket.ts'
import type { Estate } from '../model/estate.ts'
import type { Resource } from '../model/resource.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { Text } from '../model/text.ts'
import type { World } from '../model/world.ts'
import type { Group } from './graph.ts'

/** Makes groups as resources are placed in them. */
export class Places {
  readonly groups: Group[] = []
  readonly #byKey = new Map<string, Group>()
  readonly #estate: Estate
  readonly #hasUnits: boolean

  constructor(estate: Estate) {
    this.#estate = estate
    this.#hasUnits = new Set(estate.ofType('AWS::S3::Bucket').map(({ unit }) => unit)).size > 1
  }

  /** The innermost group of a resource. */
  groupOf(resource: Resource, world: World): string {
    const view =
      resource.type === 'AWS::S3::Bucket'
        ? new Bucket(resource, new EstateView(this.#estate, world))
        : new ResourceView(resource, world)
    const account = (accountIn(view.name) ?? view.account).text
    const region = view.region.text
    const outer = this.#group('account', account.key, nameOf(account))
    const inner = this.#group('region', region.key, nameOf(region), outer)
    return this.#hasUnits ? this.#group('unit', resource.unit.name, resource.unit.name, inner) : inner
  }

  #group(kind: Group['kind'], key: string, name: string | undefined, parent?: string): string {
    const path = `${parent ?? ''} ${kind} ${key}`
    let group = this.#byKey.get(path)
    if (!group) {
      const id = `g${this.groups.length + 1}`
      group = {
        id,
        kind,
        ...(name === undefined ? {} : { name }),
        ...(parent === undefined ? {} : { parent }),
      }
      this.#byKey.set(path, group)
      this.groups.push(group)
    }
    return group.id
  }
}

/** The name of an account or region; what a template asks AWS for is not known to its author either. */
function nameOf(text: Text): string | undefined {
  if (text.literal !== undefined) return text.literal
  const isOfDeployment = text.symbols.some(
    symbol => symbol.kind === 'variable' && symbol.variable.name.startsWith('AWS::'),
  )
  return isOfDeployment ? undefined : text.toString()
}
