/**
 * Where the simulator's reading of "public" departs from "The meaning of public" in the S3 User Guide, or from what
 * requests can be at all, for statements that allow everything, with one condition.
 */
import type { Json } from '../proof/naive.ts'
import { conditionsOf } from './deviations.ts'

export interface Departure {
  readonly reason: string
  readonly covers: (statement: Json) => boolean
  /** Principal and condition. */
  readonly example: Json
  /** What the engine says about the example; the simulator says the opposite. */
  readonly isPublic: boolean
}

/** Covers statements for everybody by their condition. */
const when =
  (covers: (operator: string, key: string, values: readonly string[]) => boolean) =>
  (statement: Json): boolean =>
    isForEveryone(statement) &&
    conditionsOf(statement).some(({ operator, key, values }) => covers(operator, key, values))

const isForEveryone = ({ Principal }: Json): boolean => JSON.stringify(Principal).includes('"*"')
const everyone = (operator: string, key: string, value: string | string[]): Json => ({
  Principal: '*',
  Condition: { [operator]: { [key]: value } },
})

/** Requires the key to be there and equal to, or like, something. */
const requires = (operator: string): boolean => /^(ForAnyValue:)?(String|Arn)(Equals|Like)/.test(operator)
const isText = (operator: string): boolean => /^String(Equals|Like|EqualsIgnoreCase)$/.test(operator)
const isWild = (value: string): boolean => value.includes('*')

export const departures: readonly Departure[] = [
  {
    reason: 'calls every NotPrincipal public, whatever the condition',
    covers: ({ NotPrincipal }) => NotPrincipal !== undefined,
    example: {
      NotPrincipal: { AWS: '222222222222' },
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a' } },
    },
    isPublic: false,
  },
  {
    reason:
      'takes any identity provider for trusted; the page lists AWS principals, users, roles and service principals',
    covers: ({ Principal }) => JSON.stringify(Principal).includes('"Federated"'),
    example: { Principal: { Federated: 'graph.facebook.com' } },
    isPublic: true,
  },
  {
    reason: 'knows no trust by access point; the page lists both keys',
    covers: when(
      (operator, key) =>
        ['s3:dataaccesspointarn', 's3:dataaccesspointaccount'].includes(key) && requires(operator),
    ),
    example: everyone('StringEquals', 's3:DataAccessPointAccount', '111111111111'),
    isPublic: false,
  },
  {
    reason: 'reads organisation paths with a set operator, which they need, as if they were not there',
    covers: when(
      (operator, key) =>
        key === 'aws:principalorgpaths' && /^ForAnyValue:String(Equals|Like)$/.test(operator),
    ),
    example: everyone('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a/*'),
    isPublic: false,
  },
  {
    reason: 'a single address is public unless it ends in /32',
    covers: when(
      (operator, key, values) =>
        operator === 'IpAddress' && key === 'aws:sourceip' && values.some(one => !one.includes('/')),
    ),
    example: everyone('IpAddress', 'aws:SourceIp', '203.0.113.7'),
    isPublic: false,
  },
  {
    reason: 'fixes the account of aws:PrincipalArn by ARN operators only; text says the same',
    covers: when((operator, key) => key === 'aws:principalarn' && isText(operator)),
    example: everyone('StringLike', 'aws:PrincipalArn', 'arn:aws:iam::222222222222:role/r'),
    isPublic: false,
  },
  {
    reason: 'trusts aws:userid by two operators only; every signed request carries the key',
    covers: when(
      (operator, key, values) =>
        key === 'aws:userid' &&
        /^StringEquals|^StringLike$/.test(operator) &&
        !values.includes('anonymous') &&
        (operator !== 'StringLike' || !values.some(isWild)),
    ),
    example: everyone('StringLike', 'aws:userid', 'AROA1:x'),
    isPublic: false,
  },
  {
    reason: 'takes "anonymous" for the id of somebody',
    covers: when(
      (operator, key, values) =>
        key === 'aws:userid' && /^StringEquals/.test(operator) && values.includes('anonymous'),
    ),
    example: everyone('StringEquals', 'aws:userid', 'anonymous'),
    isPublic: true,
  },
  {
    reason:
      'trusts aws:SourceArn by ArnEquals with an account only; the page lists the key, and buckets have none',
    covers: when(
      (operator, key, values) => key === 'aws:sourcearn' && requires(operator) && !values.some(isWild),
    ),
    example: everyone('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::src'),
    isPublic: false,
  },
  {
    reason: 'takes a * for a wildcard where StringEquals takes it for itself',
    covers: when(
      (operator, key, values) =>
        ['aws:sourcearn', 'aws:sourceaccount'].includes(key) &&
        /^(ForAnyValue:)?StringEquals/.test(operator) &&
        values.some(isWild),
    ),
    example: everyone('StringEquals', 'aws:SourceArn', 'arn:aws:s3:::*'),
    isPublic: false,
  },
  {
    reason: 'does not see that nobody can meet the condition',
    covers: when(
      (operator, key, values) =>
        (operator === 'Null' &&
          ['aws:securetransport', 'aws:userid'].includes(key) &&
          !values.includes('false')) ||
        (operator === 'StringNotEquals' && key === 'aws:securetransport' && values.length === 2) ||
        (/^StringEquals(IgnoreCase)?$/.test(operator) &&
          ['s3:x-amz-acl', 's3:x-amz-server-side-encryption'].includes(key) &&
          values.every(isWild)),
    ),
    example: everyone('StringNotEquals', 'aws:SecureTransport', ['false', 'true']),
    isPublic: false,
  },
]
