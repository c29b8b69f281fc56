/** Samples of keys that are not independent: transport and access point, network, time. */
import { compile, globOf, type Glob, type Token } from './glob.ts'
import { groupsOf, partition } from './partition.ts'
import { parseDate } from './numbers.ts'
import type { Space, Unmasked } from './space.ts'
import { around, singleValues, someText, textGroups } from './values.ts'
import type { Context } from './types.ts'

const mentions = (space: Space, key: string): boolean =>
  space.conditionsOn(key).length > 0 || Object.hasOwn(space.scope.refine, key)

/**
 * Plain HTTP, or HTTPS with a TLS version and perhaps through an access point. Access points take signed HTTPS
 * requests only. A plain-HTTP request has no TLS version.
 */
export function entrySamples(space: Space, signed: boolean): Unmasked[] {
  const versions = mentions(space, 's3:tlsversion') ? ['1.2', '1.3', '1.1', '1.0'] : ['1.2']
  const secure = versions.map(version => ({ 'aws:securetransport': ['true'], 's3:tlsversion': [version] }))
  const points = signed ? accessPoints(space) : []
  const through = secure.flatMap(transport => points.map(point => ({ context: { ...transport, ...point } })))
  if (space.scope.accessPoint !== undefined) return through
  const direct: Unmasked[] = [...secure, { 'aws:securetransport': ['false'] }].map(context => ({ context }))
  return [...direct, ...through]
}

const ACCESS_POINT_ARN = 's3:dataaccesspointarn'
const ACCESS_POINT_ACCOUNT = 's3:dataaccesspointaccount'
const ACCESS_POINT_ORIGIN = 's3:accesspointnetworkorigin'

function accessPoints(space: Space): Context[] {
  if (space.scope.accessPoint !== undefined) return [space.scope.accessPoint]
  const keys = [ACCESS_POINT_ARN, ACCESS_POINT_ACCOUNT, ACCESS_POINT_ORIGIN]
  if (!keys.some(key => mentions(space, key))) return []
  const origins = mentions(space, ACCESS_POINT_ORIGIN) ? ['Internet', 'VPC'] : ['Internet']
  return accessPointArns(space).flatMap(arn =>
    origins.map(origin => ({
      [ACCESS_POINT_ARN]: [arn],
      [ACCESS_POINT_ACCOUNT]: [arn.split(':')[4] ?? ''],
      [ACCESS_POINT_ORIGIN]: [origin],
    })),
  )
}

function accessPointArns(space: Space): string[] {
  const { holes, partition: aws, owner } = space.scope
  const name: readonly Token[] = [
    { kind: 'one', of: 'name' },
    { kind: 'star', of: 'name' },
  ]
  const digits: readonly Token[] = Array.from({ length: 12 }, () => ({ kind: 'one', of: 'digit' }))
  const literal = (text: string): readonly Token[] => compile(text, holes).tokens
  const tail = [...literal(':accesspoint/'), ...name]
  const before = `arn:${aws}:s3:`
  const sample = (prefix: string, tokens: readonly Token[], hints: readonly string[]): string[] => {
    const { words, complete } = partition(globOf(tokens, holes), accessPointGroups(space, prefix), hints)
    if (!complete) space.bounds.add('access point patterns too entangled')
    return words.map(word => prefix + word)
  }
  const hint = 'us-east-1:999999999999:accesspoint/example'
  const arns = sample(before, [...name, ...literal(':'), ...digits, ...tail], [hint])
  for (const account of new Set([owner, ...space.namedAccounts]))
    if (!/^\d{12}$/.test(account))
      arns.push(
        ...sample(
          before,
          [...name, ...literal(`:${account}`), ...tail],
          [`us-east-1:${account}:accesspoint/example`],
        ),
      )
  return arns
}

function accessPointGroups(space: Space, prefix: string): ReturnType<typeof groupsOf> {
  const { holes, partition: aws, owner, refine } = space.scope
  const ofAccount = (account: Glob): Glob =>
    globOf(
      [
        ...compile(`arn:${aws}:s3:*:`, holes, 'noColon').tokens,
        ...account.tokens,
        ...compile(':*', holes, 'any').tokens,
      ],
      holes,
    )
  return [
    ...[owner, ...space.namedAccounts].flatMap(account =>
      groupsOf([ofAccount(compile(account, holes))], prefix),
    ),
    ...textGroups(space.conditionsOn(ACCESS_POINT_ARN), refine[ACCESS_POINT_ARN] ?? [], holes, prefix),
    ...textGroups(
      space.conditionsOn(ACCESS_POINT_ACCOUNT),
      refine[ACCESS_POINT_ACCOUNT] ?? [],
      holes,
      prefix,
      glob => [
        ofAccount(
          globOf(
            glob.tokens.map(token =>
              token.kind === 'star' || token.kind === 'one' ? { ...token, of: 'digit' } : token,
            ),
            holes,
          ),
        ),
      ],
    ),
  ]
}

/** From an address, or from a VPC through an endpoint, which hides the address. A service may show neither. */
export function networkSamples(space: Space, service: boolean): Unmasked[] {
  const valuesFor = (key: string): string[] =>
    mentions(space, key)
      ? singleValues(space, key, someText(space.scope.holes))
      : singleValues(space, key).slice(0, 1)
  const samples: Unmasked[] = service ? [{ context: {} }] : []
  for (const ip of valuesFor('aws:sourceip')) samples.push({ context: { 'aws:sourceip': [ip] } })
  for (const endpoint of valuesFor('aws:sourcevpce'))
    for (const vpc of valuesFor('aws:sourcevpc'))
      for (const ip of valuesFor('aws:vpcsourceip'))
        samples.push({
          context: { 'aws:sourcevpce': [endpoint], 'aws:sourcevpc': [vpc], 'aws:vpcsourceip': [ip] },
        })
  return samples
}

/** Both keys tell the same time. */
export function timeSamples(space: Space): Unmasked[] {
  const seconds: number[] = []
  for (const { comparand, key } of [
    ...space.conditionsOn('aws:currenttime'),
    ...space.conditionsOn('aws:epochtime'),
  ]) {
    if (comparand.family === 'date') seconds.push(...comparand.bounds.map(bound => Math.floor(bound / 1000)))
    else if (comparand.family === 'number') seconds.push(...comparand.bounds)
    else if (comparand.family !== 'null' && comparand.family !== 'given')
      space.bounds.add(`operators of different kinds on ${key}`)
  }
  const pinned = {
    current: textsBySecond(space, 'aws:currenttime'),
    epoch: textsBySecond(space, 'aws:epochtime'),
  }
  const now = seconds.length === 0 ? [1_800_000_000] : around(seconds)
  return [...new Set([...pinned.current.keys(), ...pinned.epoch.keys(), ...now])]
    .filter(second => Math.abs(second) < 8e12)
    .flatMap(second =>
      (pinned.current.get(second) ?? [new Date(second * 1000).toISOString()]).flatMap(current =>
        (pinned.epoch.get(second) ?? [String(second)]).map(epoch => ({
          context: { 'aws:currenttime': [current], 'aws:epochtime': [epoch] },
        })),
      ),
    )
}

/** The times that questions list for a key, as they are written. */
function textsBySecond(space: Space, key: string): Map<number, string[]> {
  const found = new Map<number, string[]>()
  for (const { anyOf = [], exactly = [] } of space.scope.refine[key] ?? [])
    for (const text of [...anyOf, ...exactly]) {
      const time = text === null ? undefined : parseDate(text)
      if (text === null || time === undefined) continue
      const second = Math.floor(time / 1000)
      found.set(second, [...(found.get(second) ?? []), text])
    }
  return found
}
