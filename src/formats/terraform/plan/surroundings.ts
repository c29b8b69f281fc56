/** In which region and account each instance is deployed, as far as the plan tells. */
import { Text } from '../../../model/text.ts'
import type { MapNode, Node } from '../../../syntax/node.ts'
import { LOGIN, openText, type Given } from '../deployment.ts'
import { mapAt, readInstances, textAt, type Instance } from './instance.ts'
import { referencesOf } from './references.ts'

/** `arn:aws:sns:eu-west-1:111122223333:topic`. */
const ARN = /^arn:[\w-]+:[\w-]*:([\w-]*):(\d{12})?:/

export class Surroundings {
  readonly #root: MapNode
  readonly #given: Given
  readonly #regions = new Map<string, Text>()
  /** By how providers sign in. */
  readonly #accounts = new Map<string, Text>()
  readonly #logins = new Map<string, string>()

  constructor(root: MapNode, given: Given, managed: readonly Instance[]) {
    this.#root = root
    this.#given = given
    const values = mapAt(mapAt(root, 'prior_state'), 'values') ?? mapAt(root, 'values')
    const wanted = new Set(['aws_caller_identity', 'aws_region'])
    const { all } = readInstances(root, values, 'data', type => wanted.has(type))
    const accounts = new Map<string, Set<string>>()
    for (const each of [...all, ...managed]) {
      const account = textAt(each.values, 'account_id') ?? partsOf(each)[2]
      if (account !== undefined && /^\d{12}$/.test(account))
        accounts.set(this.#login(each), (accounts.get(this.#login(each)) ?? new Set()).add(account))
    }
    for (const [login, [account, ...others]] of accounts)
      if (account !== undefined && others.length === 0) this.#accounts.set(login, Text.of(account))
    for (const each of all) {
      const region =
        each.type === 'aws_region'
          ? (textAt(each.values, 'region') ?? textAt(each.values, 'name'))
          : undefined
      if (region !== undefined) this.#regions.set(providerOf(each), Text.of(region))
    }
  }

  /** The region that the resource, its provider or its ARN says; one for each provider where nobody does. */
  region(instance: Instance): Text {
    const own = textAt(instance.values, 'region') ?? (partsOf(instance)[1] || undefined)
    return own === undefined ? this.#regionOf(providerOf(instance)) : Text.of(own)
  }

  account(instance: Instance): Text {
    const login = this.#login(instance)
    const { account } = this.#given
    const known =
      this.#accounts.get(login) ?? (account === undefined ? openText('AWS::AccountId') : Text.of(account))
    this.#accounts.set(login, known)
    return known
  }

  #login(instance: Instance): string {
    const provider = providerOf(instance)
    const login = this.#logins.get(provider) ?? this.#loginOf(provider)
    this.#logins.set(provider, login)
    return login
  }

  #regionOf(provider: string): Text {
    const { region } = this.#given
    const written = this.#configured(provider)
    const known =
      this.#regions.get(provider) ??
      (written === undefined && region === undefined
        ? openText('AWS::Region')
        : Text.of(written ?? region ?? ''))
    this.#regions.set(provider, known)
    return known
  }

  /** The region in the configuration of a provider. */
  #configured(provider: string): string | undefined {
    const expression = this.#settingsOf(provider)?.get('region')?.value
    const constant = expression?.kind === 'map' ? textAt(expression, 'constant_value') : undefined
    return constant ?? this.#variable(expression)
  }

  /** What a provider is configured with; a module that names none of its own has the only one there is. */
  #settingsOf(provider: string): MapNode | undefined {
    const providers = mapAt(mapAt(this.#root, 'configuration'), 'provider_config')
    const own = mapAt(providers, provider)
    if (own || !provider.startsWith('module.')) return mapAt(own, 'expressions')
    const same = (providers?.entries ?? []).filter(({ key }) => /^aws(?:\.|$)/.test(key))
    return same.length === 1 ? mapAt(mapAt(providers, same[0]?.key ?? ''), 'expressions') : undefined
  }

  /** Equal for providers that sign in alike: they are in one account. */
  #loginOf(provider: string): string {
    const settings = this.#settingsOf(provider)
    return LOGIN.map(key => {
      const value = settings?.get(key)?.value
      return value ? value.source.text.slice(value.span.start, value.span.end) : ''
    }).join('\n')
  }

  /** What a root variable says that is all of an expression. */
  #variable(expression: Node | undefined): string | undefined {
    const [reference, ...others] = referencesOf(expression)
    const name = /^var\.([\w-]+)$/.exec(reference ?? '')?.[1]
    if (name === undefined || others.length > 0) return undefined
    const value = textAt(mapAt(mapAt(this.#root, 'variables'), name), 'value')
    return value !== undefined && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(value) ? value : undefined
  }
}

/** The provider configuration of an instance; one for all where the document has no configuration. */
function providerOf({ configuration }: Instance): string {
  return textAt(configuration, 'provider_config_key') ?? ''
}

function partsOf({ values }: Instance): readonly (string | undefined)[] {
  return ARN.exec(textAt(values, 'arn') ?? '') ?? []
}
