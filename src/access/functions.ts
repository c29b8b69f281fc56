/** Lambda functions by the many ways in which templates name them, and the permissions to invoke them. */
import type { EstateView } from '../model/bucket.ts'
import { expand, namings, reference } from '../model/identity.ts'
import { arnOf } from '../model/partition.ts'
import type { Resource } from '../model/resource.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import type { World } from '../model/world.ts'
import type { Policy } from '../proof/index.ts'
import type { Speller } from './document.ts'
import { policyOf } from './policies.ts'

const FUNCTION = 'AWS::Lambda::Function'
const ALIAS = 'AWS::Lambda::Alias'
const VERSION = 'AWS::Lambda::Version'
const PERMISSION = 'AWS::Lambda::Permission'

type Permission = ResourceView<PropertiesOf<typeof PERMISSION>>

/** A function with the ARN that a text calls it by, which ends in an alias or a version where the text does. */
export interface NamedFunction {
  readonly resource: ResourceView<unknown>
  readonly arn: Text
}

/** The function of the estate that a text names, by itself or by an alias or version. */
export function functionNamed(
  { text }: TextView,
  near: { readonly resource: Resource },
  { estate, world }: EstateView,
): NamedFunction | undefined {
  if (isGenerated(text)) return undefined
  const found = functionIn(text, world) ?? estate.find(world, FUNCTION, text, near.resource.unit)
  if (!found?.exists(world)) return undefined
  return { resource: new ResourceView(found, world), arn: arnIn(text, found, world) }
}

/** The permissions that may be meant for a function. */
export function permissionsOf(
  { resource }: ResourceView<unknown>,
  { estate, world }: EstateView,
): Permission[] {
  const near = estate.ofType(PERMISSION).filter(({ unit }) => unit === resource.unit)
  const far = estate
    .referring(world, PERMISSION, 'FunctionName', resource)
    .filter(({ unit }) => unit !== resource.unit)
  const meant = near.filter(permission => {
    const named = textAt(permission, 'FunctionName', world)
    const owner = named && functionIn(named, world)
    return (
      (owner === undefined || owner === resource) && !isOtherService(textAt(permission, 'Principal', world))
    )
  })
  return [...meant.filter(permission => permission.exists(world)), ...far].map(
    permission => new ResourceView(permission, world),
  )
}

/** The statement that a permission adds to the policy of its function. */
export function policyOfPermission(permission: Permission, resource: Resource, speller: Speller): Policy {
  const { properties, world, id } = permission
  const { Principal, SourceArn, SourceAccount, PrincipalOrgID, EventSourceToken } = properties
  const spell = (text: TextView | undefined) => text && speller.spell(world, text.text)
  const equals = {
    'aws:SourceAccount': spell(SourceAccount),
    'aws:PrincipalOrgID': spell(PrincipalOrgID),
    'lambda:EventSourceToken': spell(EventSourceToken),
    'lambda:FunctionUrlAuthType': properties.FunctionUrlAuthType,
  }
  const statement = {
    Effect: 'Allow',
    Principal: Principal && principalOf(Principal, speller, world),
    ...targetOf(properties, resource, speller, world),
    Condition: {
      ...(SourceArn && { ArnLike: { 'aws:SourceArn': spell(SourceArn) } }),
      StringEquals: written(equals),
    },
  }
  return policyOf({ Version: '2012-10-17', Statement: [statement] }, speller, id, 'resource', permission.at)
}

/** What is allowed on which function; where that cannot be told, whether anything is allowed is left open. */
function targetOf(
  { FunctionName, Action }: Permission['properties'],
  resource: Resource,
  speller: Speller,
  world: World,
) {
  if (!FunctionName || !Action) return {}
  const arn = arnIn(FunctionName.text, resource, world)
  const isOpen =
    isGenerated(arn) || (arn.parts.length === 1 && arn.symbols.some(({ kind }) => kind !== 'name'))
  return isOpen
    ? { Action: speller.holes.hole('unknown', FunctionName.toString()), Resource: '*' }
    : { Action: speller.spell(world, Action.text), Resource: speller.spell(world, arn) }
}

/** Whether it holds something that AWS makes up beside names, such as the number of a version or the alias of SAM. */
function isGenerated(text: Text): boolean {
  return text.symbols.some(({ kind }) => kind === 'attribute')
}

function principalOf({ text }: TextView, speller: Speller, world: World): unknown {
  if (text.literal === '*') return '*'
  const [first] = text.parts
  const isAccount =
    typeof first === 'string'
      ? /^(?:\d{12}$|arn:)/.test(first)
      : first?.kind === 'variable' && first.variable.name === 'AWS::AccountId'
  return { [isAccount ? 'AWS' : 'Service']: speller.spell(world, text) }
}

/** The function whose name stands in a text, or that of the alias or version that does. */
function functionIn(text: Text, world: World, depth = 0): Resource | undefined {
  for (const symbol of text.symbols) {
    if (symbol.kind !== 'name' && symbol.kind !== 'attribute') continue
    const { resource } = symbol
    if (resource.type === FUNCTION) return resource
    if (resource.type !== ALIAS && resource.type !== VERSION) continue
    const inner = textAt(resource, 'FunctionName', world)
    return inner && depth < 2 ? functionIn(inner, world, depth + 1) : undefined
  }
  return undefined
}

/** The whole ARN that a text calls a function by: as its name, a part of its ARN, or its ARN, perhaps qualified. */
function arnIn(text: Text, resource: Resource, world: World): Text {
  const [only, ...others] = text.parts
  if (typeof only === 'object' && others.length === 0) {
    if (only.kind !== 'name') return text
    if (only.resource.type === VERSION) return text
    if (only.resource.type === ALIAS) return aliasArn(only.resource, resource, world) ?? text
  }
  if (namings(resource).some(({ key }) => key === text.key)) return reference(resource, 'Arn')
  const known = expand(text, world)
  if (known.after('arn:')) return known
  const head = known.before(':function:')
    ? [resource.region, ':']
    : [resource.region, ':', resource.account, ':function:']
  return arnOf(resource.region, 'lambda:', ...head, known)
}

function aliasArn(alias: Resource, resource: Resource, world: World): Text | undefined {
  const [inner, name] = [textAt(alias, 'FunctionName', world), textAt(alias, 'Name', world)]
  const isPlain = inner && functionIn(inner, world) === resource
  return isPlain && name ? Text.of(arnIn(inner, resource, world), ':', name) : undefined
}

function isOtherService(principal: Text | undefined): boolean {
  return /^(?!s3\.)[\w.-]+\.amazonaws\.com$/.test(principal?.literal ?? '')
}

function textAt(resource: Resource, key: string, world: World): Text | undefined {
  const properties = resource.properties.read(world)
  const plain = properties.kind === 'record' ? properties.entry(key)?.value.read(world) : undefined
  return plain?.kind === 'text' ? plain.text : undefined
}

function written(entries: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
