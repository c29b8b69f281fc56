/** Which provider configuration holds for a resource, and the region and account that it says. */
import type { Block, Expression } from '../../../syntax/hcl/ast.ts'
import { Text } from '../../../model/text.ts'
import type { Value } from '../../../model/value.ts'
import { explore } from '../../../model/world.ts'
import { LOGIN, openText, type Given } from '../deployment.ts'
import { valueOf } from './expression/evaluate.ts'
import { settled } from './expression/settled.ts'
import { literalText } from './folder.ts'
import type { Instance } from './instance.ts'
import type { Module } from './module.ts'

/** A `provider` block, in the module that it stands in. */
interface Provider {
  readonly block: Block
  readonly module: Module
}

/** Provider configurations as a module calls them: `aws`, `aws.west`. */
export type Providers = ReadonlyMap<string, Provider>

/** The providers of a module: its own, and those that its caller passes on. */
export function providersOf(module: Module): Providers {
  const { caller, folder } = module
  const own = new Map([...folder.providers].map(([name, block]) => [name, { block, module }]))
  if (!caller) return own
  const passed = caller.block.body.attributes.get('providers')?.value
  const outer = caller.module.providers
  const inherited = [...outer].filter(([name]) => !name.includes('.'))
  const mapped =
    passed?.kind === 'object'
      ? passed.entries.flatMap(({ key, value }) => {
          const provider = outer.get(providerName(value) ?? '')
          return provider ? [[providerName(key) ?? '', provider] as const] : []
        })
      : []
  return new Map([...inherited, ...mapped, ...own])
}

/** `aws.west`, written as a path or, in the JSON syntax, as text. */
function providerName(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'name') return expression.name
  if (expression?.kind === 'attribute' && expression.of.kind === 'name')
    return `${expression.of.name}.${expression.name}`
  return literalText(expression)
}

/** Regions, accounts and tags that providers give, each worked out once. */
export class Surroundings {
  readonly #given: Given
  readonly #regions = new Map<Block | undefined, Text>()
  readonly #accounts = new Map<string, Text>()

  constructor(given: Given) {
    this.#given = given
  }

  region(instance: Instance): Text {
    const own = instance.body.entry('region')
    const written = own && onlyText(own.value)
    if (written) return written
    const provider = providerOf(instance)
    const known = this.#regions.get(provider?.block) ?? this.#regionOf(provider)
    this.#regions.set(provider?.block, known)
    return known
  }

  account(instance: Instance): Text {
    const provider = providerOf(instance)
    const login = loginOf(provider)
    const known = this.#accounts.get(login) ?? this.#accountOf(provider)
    this.#accounts.set(login, known)
    return known
  }

  #regionOf(provider: Provider | undefined): Text {
    const written = provider && settingOf(provider, 'region')
    const text = written && onlyText(written)
    if (text) return text
    const { region } = this.#given
    return region === undefined ? openText('AWS::Region') : Text.of(region)
  }

  #accountOf(provider: Provider | undefined): Text {
    const { account } = this.#given
    const written = provider && accountIn(provider)
    return written ?? (account === undefined ? openText('AWS::AccountId') : Text.of(account))
  }
}

/** The tags that a provider adds to every resource. */
export function defaultTags(
  instance: Instance,
): { readonly block: Block; readonly module: Module } | undefined {
  const provider = providerOf(instance)
  const block = provider?.block.body.blocks.find(({ type }) => type === 'default_tags')
  return provider && block && { block, module: provider.module }
}

function providerOf({ block, module }: Instance): Provider | undefined {
  return module.providers.get(providerName(block.body.attributes.get('provider')?.value) ?? 'aws')
}

function settingOf({ block, module }: Provider, name: string): Value | undefined {
  const attribute = block.body.attributes.get(name)
  return attribute && valueOf(attribute.value, module.scopeAt(block.body, `provider.${name}`))
}

/** The account of the role that the provider assumes, or the only one that it allows. */
function accountIn(provider: Provider): Text | undefined {
  const role = provider.block.body.blocks.find(({ type }) => type === 'assume_role')
  const arn = role && settingOf({ block: role, module: provider.module }, 'role_arn')
  const account = /^arn:[\w-]+:iam::(\d{12}):/.exec((arn && onlyText(arn))?.literal ?? '')?.[1]
  if (account !== undefined) return Text.of(account)
  const allowed = provider.block.body.attributes.get('allowed_account_ids')?.value
  const [only, ...others] = allowed?.kind === 'tuple' ? allowed.items : []
  const id = others.length === 0 ? literalText(only) : undefined
  return id === undefined ? undefined : Text.of(id)
}

/** Equal for providers that sign in alike: they are in one account. */
function loginOf(provider: Provider | undefined): string {
  const body = provider?.block.body
  return LOGIN.map(key => {
    const block = body?.blocks.find(({ type }) => type === key)?.body.span
    const span = body?.attributes.get(key)?.value.span ?? block
    return span ? body?.source.text.slice(span.start, span.end) : ''
  }).join('\n')
}

/** The text of a value that is the same in every world, a symbol where it differs; `undefined` for null. */
function onlyText(value: Value): Text | undefined {
  const { address, source, span } = value.origin
  const id = `provider:${source.path}:${span.start}:${address}`
  const { leaves } = explore(world => {
    const plain = settled(value).read(world)
    if (plain.kind === 'unknown') return { text: Text.of(plain) }
    return { text: plain.kind === 'text' ? world.resolve(plain.text) : undefined }
  })
  const [first, ...others] = new Map(leaves.map(({ result: { text } }) => [text?.key, text])).values()
  return others.length === 0 ? first : Text.of({ kind: 'unknown', id, reason: { label: address } })
}
