/**
 * Where iam-simulate 0.1.173 is known to differ, and why it and not the engine is wrong, or why nobody can tell. Each
 * entry covers exactly the statements and requests that its reason is about, and carries an example of the difference.
 */
import type { Actor, Request } from '../../src/proof/index.ts'
import { OWNER } from '../proof/arbitrary.ts'
import type { Json } from '../proof/naive.ts'

/** A statement, and a request that the engine and the simulator judge differently by it. */
export interface Deviation {
  readonly reason: string
  readonly covers: (statement: Json, asked: Request, version: unknown) => boolean
  readonly example: { readonly statement: Json; readonly asked: Request; readonly version?: string }
  /** What the engine says about the example; the simulator says the opposite. */
  readonly applies: boolean
}

const list = (value: unknown): string[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [value as string]

/** The conditions of a statement, one for each operator and key. */
export const conditionsOf = (statement: Json): { operator: string; key: string; values: string[] }[] =>
  Object.entries((statement.Condition ?? {}) as Readonly<Record<string, Json>>).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: list(values) })),
  )

/** The keys that policy variables in a value name. */
export const variablesOf = (value: unknown): string[] =>
  [...JSON.stringify(value ?? '').matchAll(/\$\{([^}*?$]+)\}/g)].map(([, name = '']) => name.toLowerCase())

const accessPointKeys = ['s3:dataaccesspointarn', 's3:dataaccesspointaccount', 's3:accesspointnetworkorigin']

const rolesIn = (principal: unknown): string[] =>
  typeof principal === 'object' && principal !== null
    ? list((principal as Json).AWS).filter(one => one.includes(':role/'))
    : []

const withoutPath = (arn: string): string => arn.replace(/:role\/.*\//, ':role/')

const anybody: Actor = { kind: 'anonymous', id: '' }
const roleWithPath: Actor = {
  kind: 'role',
  id: `arn:aws:iam::${OWNER}:role/app/r`,
  account: OWNER,
  session: 'session',
}

const get = (context: Request['context'], actor = anybody): Request => ({
  actor,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  context,
})

const read = (more: Json): Json => ({
  Effect: 'Allow',
  Action: 's3:*',
  ...(!('NotResource' in more) && { Resource: '*' }),
  ...(!('Principal' in more) && { Principal: '*' }),
  ...more,
})

export const deviations: readonly Deviation[] = [
  {
    reason: 'IPv4 /0 matches no address',
    covers: (statement, asked) =>
      asked.context['aws:sourceip']?.[0]?.includes('.') === true &&
      conditionsOf(statement).some(
        ({ operator, values }) =>
          operator.includes('IpAddress') && values.some(one => /^[\d.]+\/0$/.test(one)),
      ),
    example: {
      statement: read({ Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }),
      asked: get({ 'aws:sourceip': ['8.8.8.8'] }),
    },
    applies: true,
  },
  {
    reason: 'NotIpAddress with a single address excludes all addresses of the other IP version, too',
    covers: (statement, asked) => {
      const ip = asked.context['aws:sourceip']?.[0]
      return conditionsOf(statement).some(
        ({ operator, values }) =>
          operator.startsWith('NotIpAddress') &&
          values.some(
            one => ip !== undefined && !one.includes('/') && one.includes(':') !== ip.includes(':'),
          ),
      )
    },
    example: {
      statement: read({ Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.7' } } }),
      asked: get({ 'aws:sourceip': ['2001:db8::1'] }),
    },
    applies: true,
  },
  {
    reason: 'hides s3:TlsVersion from actions whose reference entry lacks it',
    covers: (statement, asked) =>
      ['s3:InitiateReplication', 's3:AllowVendedLogDeliveryForResource'].includes(asked.action) &&
      's3:tlsversion' in asked.context &&
      conditionsOf(statement).some(({ key }) => key === 's3:tlsversion'),
    example: {
      statement: read({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }),
      asked: { ...get({ 's3:tlsversion': ['1.1'] }), action: 's3:InitiateReplication' },
    },
    applies: true,
  },
  {
    reason: 'hides the access point keys from requests that name the bucket, as bucket policies see them',
    covers: (statement, asked) =>
      's3:dataaccesspointarn' in asked.context &&
      conditionsOf(statement).some(({ key }) => accessPointKeys.includes(key)),
    example: {
      statement: read({ Condition: { StringEquals: { 's3:DataAccessPointAccount': OWNER } } }),
      asked: get({
        's3:dataaccesspointarn': [`arn:aws:s3:us-east-1:${OWNER}:accesspoint/a`],
        's3:dataaccesspointaccount': [OWNER],
      }),
    },
    applies: true,
  },
  {
    reason: 'replaces policy variables whatever the version; AWS does so with 2012-10-17 only',
    covers: (statement, _asked, version) => version !== '2012-10-17' && variablesOf(statement).length > 0,
    example: {
      version: '2008-10-17',
      statement: read({ Resource: 'arn:aws:s3:::b/${aws:username}' }),
      asked: get({ 'aws:username': ['k'] }),
    },
    applies: false,
  },
  {
    reason: 'takes a role for another one with the same name and another path: it sees the session only',
    covers: (statement, { actor }) =>
      actor.kind === 'role' &&
      [...rolesIn(statement.Principal), ...rolesIn(statement.NotPrincipal)].some(
        role => role !== actor.id && withoutPath(role) === withoutPath(actor.id),
      ),
    example: {
      statement: read({ Principal: { AWS: `arn:aws:iam::${OWNER}:role/r` } }),
      asked: get({}, roleWithPath),
    },
    applies: false,
  },
]
