/**
 * What AWS's documentation says about one request, written down as directly as possible and without a line of the
 * engine: regular expressions on the raw JSON. The engine is checked against this.
 */
import type { Request } from '../../src/proof/index.ts'

export type Json = Readonly<Record<string, unknown>>

/** Thrown where the documentation does not say what happens. */
export class Undocumented extends Error {}

const list = (value: unknown): string[] =>
  value === undefined
    ? []
    : (Array.isArray(value) ? value : [value]).map((one: unknown) =>
        typeof one === 'string' ? one : JSON.stringify(one),
      )

function wildcard(
  pattern: string,
  value: string,
  { ignoreCase = false, star = '.', wild = true } = {},
): boolean {
  const body = pattern.replace(/\$\{([*?$])\}|[.*+?^${}()|[\]\\]/g, (found, literal: string | undefined) => {
    if (literal !== undefined) return `\\${literal}`
    if (wild && found === '*') return `${star}*`
    if (wild && found === '?') return star
    return `\\${found}`
  })
  return new RegExp(`^${body}$`, ignoreCase ? 'is' : 's').test(value)
}

/** Replaces policy variables; undefined if one has no value. */
function substitute(pattern: string, request: Request, version: unknown): string | undefined {
  if (version !== '2012-10-17') return pattern.replaceAll('$', '${$}')
  const missing: string[] = []
  const text = pattern.replace(/\$\{([^}]*)\}/g, (whole, inside: string) => {
    if (['*', '?', '$'].includes(inside)) return whole
    const value = request.context[inside.toLowerCase()]?.[0]
    if (value === undefined) missing.push(inside)
    return value ?? ''
  })
  return missing.length > 0 ? undefined : text
}

/** Of a negation that names a variable without a value AWS says that it might make the statement invalid. */
function refuseMissing(patterns: readonly string[], request: Request, version: unknown): void {
  if (patterns.some(pattern => substitute(pattern, request, version) === undefined))
    throw new Undocumented('a variable without a value in a negation')
}

/** Wildcards in the first five segments of an ARN stay within their segment; a short ARN is completed. */
function arnLike(pattern: string, value: string, complete: boolean): boolean {
  if (pattern === '*' && complete) return true
  const parts = pattern.split(':')
  if (parts.length < 6) {
    if (!complete) throw new Undocumented(`"${pattern}" is not an ARN`)
    if (!/[*?]/.test(pattern)) return false
    while (parts.length < 6) parts.push('*')
  }
  const values = value.split(':')
  if (values.length < 6) return false
  const tail = (all: string[]): string => all.slice(5).join(':')
  return (
    parts.slice(0, 5).every((part, at) => wildcard(part, values[at] ?? '')) &&
    wildcard(tail(parts), tail(values))
  )
}

function principalIs(type: string, text: string, { actor }: Request): boolean {
  if (type === 'Service') return actor.kind === 'service' && actor.id === text
  if (type === 'Federated') return actor.kind === 'federated' && actor.id === text
  if (type === 'CanonicalUser') return actor.kind === 'canonical' && actor.id === text
  if (text === '*') return true
  if (!['user', 'role', 'root'].includes(actor.kind)) return false
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1]
  if (account !== undefined) return actor.account === account
  const session = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(text)
  if (session === null) return actor.id === text
  const [, itsAccount, role, name] = session
  return (
    actor.kind === 'role' &&
    actor.account === itsAccount &&
    actor.id.split('/').at(-1) === role &&
    actor.session === name
  )
}

const members = (principal: unknown): [string, string][] =>
  principal === '*'
    ? [['AWS', '*']]
    : Object.entries(principal as Json).flatMap(([type, texts]) =>
        list(texts).map((text): [string, string] => [type, text]),
      )

function principalMatches(statement: Json, request: Request): boolean {
  if (statement.Principal !== undefined)
    return members(statement.Principal).some(([type, text]) => principalIs(type, text, request))
  if (statement.NotPrincipal === undefined) return true
  const named = members(statement.NotPrincipal)
  const matched = named.filter(([type, text]) => principalIs(type, text, request)).map(([, text]) => text)
  if (matched.includes('*')) return false
  const { kind } = request.actor
  if (kind === 'service' || kind === 'federated' || kind === 'canonical' || kind === 'anonymous')
    return matched.length === 0
  const levels = [
    matched.some(text => /^\d{12}$|:root$/.test(text)),
    ...(kind === 'root' ? [] : [matched.some(text => /:(user|role)\//.test(text))]),
    ...(kind === 'role' ? [matched.some(text => text.includes(':assumed-role/'))] : []),
  ]
  if (levels.every(Boolean)) return false
  if (levels.some(Boolean)) throw new Undocumented('NotPrincipal names a part of what has to be named')
  return true
}

function addressBits(text: string): { bits: string; length: number } {
  const [address = '', length] = text.split('/')
  const bits = address.includes(':')
    ? expand(address)
        .map(group => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
        .join('')
    : address
        .split('.')
        .map(octet => Number(octet).toString(2).padStart(8, '0'))
        .join('')
  return { bits, length: length === undefined ? bits.length : Number(length) }
}

function expand(address: string): string[] {
  const [front = '', back] = address.split('::')
  const left = front === '' ? [] : front.split(':')
  const right = back === undefined || back === '' ? [] : back.split(':')
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
}

function inRange(range: string, value: string): boolean {
  if (range.includes(':') !== value.includes(':')) return false
  const wanted = addressBits(range)
  return addressBits(value).bits.startsWith(wanted.bits.slice(0, wanted.length))
}

const time = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))

/** Whether one value of the request compares with one value of the policy by the operator without its "Not". */
function compares(operator: string, policy: string, value: string): boolean {
  const [, family = '', comparison = ''] = /^(Numeric|Date)(.*)$/.exec(operator) ?? []
  if (family !== '') {
    const read = family === 'Numeric' ? Number : time
    const [a, b] = [read(value), read(policy)]
    switch (comparison) {
      case 'Equals':
        return a === b
      case 'LessThan':
        return a < b
      case 'LessThanEquals':
        return a <= b
      case 'GreaterThan':
        return a > b
      default:
        return a >= b
    }
  }
  switch (operator) {
    case 'StringEquals':
    case 'BinaryEquals':
      return wildcard(policy, value, { wild: false })
    case 'StringEqualsIgnoreCase':
      return wildcard(policy, value, { wild: false, ignoreCase: true })
    case 'StringLike':
      return wildcard(policy, value)
    case 'ArnEquals':
    case 'ArnLike':
      return arnLike(policy, value, false)
    case 'Bool':
      return policy.toLowerCase() === value.toLowerCase()
    case 'IpAddress':
      return inRange(policy, value)
    default:
      throw new Undocumented(operator)
  }
}

function conditionHolds(
  written: string,
  key: string,
  policyValues: string[],
  request: Request,
  version: unknown,
): boolean {
  const values = request.context[key.toLowerCase()]
  const [, quantifier, bare = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(written) ?? []
  if (bare === 'Null')
    return policyValues.some(value => (value.toLowerCase() === 'true') === (values === undefined))
  const ifExists = bare.endsWith('IfExists')
  const operator = bare.replace(/IfExists$/, '')
  const negated = operator.startsWith('NotIp') || /^(String|Arn|Numeric|Date)Not/.test(operator)
  if (negated) refuseMissing(policyValues, request, version)
  const positive = operator.replace(/^NotIp/, 'Ip').replace(/^(String|Arn|Numeric|Date)Not/, '$1')
  if (values === undefined) {
    if (ifExists && quantifier === 'ForAnyValue') throw new Undocumented('ForAnyValue with IfExists')
    if (ifExists || quantifier === 'ForAllValues') return true
    return quantifier === undefined && negated
  }
  if (quantifier === undefined && values.length > 1)
    throw new Undocumented('several values without a set operator')
  const candidates = policyValues
    .map(value => substitute(value, request, version))
    .filter(value => value !== undefined)
  const one = (value: string): boolean =>
    candidates.some(candidate => compares(positive, candidate, value)) !== negated
  return quantifier === 'ForAllValues' ? values.every(one) : values.some(one)
}

/** Whether a statement applies to a request. */
export function statementApplies(statement: Json, request: Request, version: unknown): boolean {
  const action = (pattern: string): boolean => wildcard(pattern, request.action, { ignoreCase: true })
  const resource = (pattern: string): boolean => {
    const text = substitute(pattern, request, version)
    return text !== undefined && arnLike(text, request.resource, true)
  }
  if (statement.NotResource !== undefined) refuseMissing(list(statement.NotResource), request, version)
  const conditions = Object.entries((statement.Condition ?? {}) as Readonly<Record<string, Json>>)
  return (
    principalMatches(statement, request) &&
    (statement.Action !== undefined
      ? list(statement.Action).some(action)
      : !list(statement.NotAction).some(action)) &&
    (statement.Resource !== undefined
      ? list(statement.Resource).some(resource)
      : !list(statement.NotResource).some(resource)) &&
    conditions.every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        conditionHolds(operator, key, list(values), request, version),
      ),
    )
  )
}

/** What a policy says about a request; a Deny wins. */
export function decision(policy: Json, request: Request): 'Allow' | 'Deny' | 'neither' {
  const statements = (policy.Statement as Json[]).filter(one =>
    statementApplies(one, request, policy.Version),
  )
  if (statements.some(one => one.Effect === 'Deny')) return 'Deny'
  return statements.length > 0 ? 'Allow' : 'neither'
}
