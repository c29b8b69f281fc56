/**
 * The condition keys by whose fixed values AWS lets a policy count as not public, and what a fixed value is.
 * Source: "The meaning of public", Amazon S3 User Guide, April 2026.
 */
import type { Condition } from './condition.ts'
import { match, type Glob, type Token } from './glob.ts'
import { parseAddressRange, within, type AddressRange } from './numbers.ts'
import type { Refinement } from './space.ts'
import type { PrincipalEntry, Statement } from './statement.ts'
import { NO } from './truth.ts'

const trustKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:userid',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
])

const orgPaths = new Set(['aws:principalorgpaths', 'aws:sourceorgpaths'])

const isWild = (token: Token): boolean => token.kind === 'star' || token.kind === 'one'

/**
 * Whose rules say what a fixed value is: AWS's for a bucket's or an access point's policy, or those for a service that
 * acts for somebody, where a source ARN counts as fixed when its account is.
 */
export type Reading = 'bucket' | 'accessPoint' | 'service'

const arnKeyOf: Readonly<Record<Reading, string | undefined>> = {
  bucket: 's3:dataaccesspointarn',
  accessPoint: undefined,
  service: 'aws:sourcearn',
}

/** Whether a pattern stands for a value that somebody chose: no wildcard where it matters. */
function isFixed(glob: Glob, key: string, reading: Reading): boolean {
  if (!glob.tokens.some(isWild)) return true
  if (orgPaths.has(key)) {
    const slash = glob.tokens.findIndex(token => token.kind === 'char' && token.char === '/')
    return slash > 0 && !glob.tokens.slice(0, slash).some(isWild)
  }
  if (key !== arnKeyOf[reading]) return false
  const colons = glob.tokens.flatMap((token, at) => (token.kind === 'char' && token.char === ':' ? [at] : []))
  const [from, to] = [colons[3], colons[4]]
  return from !== undefined && to !== undefined && to > from + 1 && !glob.tokens.slice(from, to).some(isWild)
}

const globsOf = ({ comparand }: Condition): readonly Glob[] =>
  comparand.family === 'text' || comparand.family === 'arn' ? comparand.globs : []

/** What trusted and other values have to be told apart by. */
export function publicRefinements(statements: readonly Statement[]): Record<string, Refinement[]> {
  const refine: Record<string, Refinement[]> = {}
  for (const condition of statements.flatMap(one => one.conditions))
    if (trustKeys.has(condition.key)) (refine[condition.key] ??= []).push({ patterns: globsOf(condition) })
  return refine
}

/**
 * Tells whether a value of `aws:userid` belongs to a principal that the statements name by its id, which AWS gives to one
 * only: what follows the colon is the name of a session. AWS calls such a policy public all the same.
 */
export function namedById(statements: readonly Statement[]): (userId: string) => boolean {
  const globs = statements
    .flatMap(one => one.conditions)
    .flatMap(one => (one.key === 'aws:userid' ? globsOf(one) : []))
    .filter(({ tokens }) => {
      const colon = tokens.findIndex(token => token.kind === 'char' && token.char === ':')
      const id = colon < 0 ? tokens : tokens.slice(0, colon)
      return id.length > 0 && !id.some(isWild)
    })
  return userId => globs.some(glob => match(glob, userId) !== NO)
}

const RFC1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  text => parseAddressRange(text) ?? [],
)

const isNarrow = (range: AddressRange): boolean =>
  range.bits >= (range.version === 4 ? 8 : 32) || RFC1918.some(own => within(range, own))

/** Tells whether a value under a key is one that the statements trust by name. */
export function trustedValues(
  statements: readonly Statement[],
  reading: Reading,
): (key: string, value: string) => boolean {
  const conditions = statements.flatMap(one => one.conditions)
  const narrow = conditions
    .flatMap(({ comparand, key }) =>
      comparand.family === 'address' && key === 'aws:sourceip' ? comparand.ranges : [],
    )
    .filter(isNarrow)
  return (key, value) => {
    if (key === 'aws:sourceip') {
      const asked = parseAddressRange(value)
      return asked !== undefined && narrow.some(range => within(asked, range))
    }
    if (!trustKeys.has(key) || (key === 'aws:userid' && value === 'anonymous')) return false
    return conditions.some(
      one =>
        one.key === key &&
        globsOf(one).some(glob => isFixed(glob, key, reading) && match(glob, value) !== NO),
    )
  }
}

/**
 * A value that is not known is fixed all the same where it is compared as a whole: whoever is asked about then is not
 * the one it names.
 */
export function withFixedUnknowns(statement: Statement): Statement {
  const fix = (glob: Glob): Glob => ({
    ...glob,
    tokens: glob.tokens.map(token =>
      token.kind === 'hole' && token.hole.kind === 'unknown' && !token.hole.fickle
        ? { kind: 'hole', hole: { ...token.hole, kind: 'opaque' } }
        : token,
    ),
  })
  const entry = (one: PrincipalEntry): PrincipalEntry => {
    if (one.kind === 'account') return { ...one, account: fix(one.account) }
    if (one.kind === 'arn') return { ...one, arn: fix(one.arn) }
    return one.kind === 'session' ? { ...one, account: fix(one.account) } : one
  }
  const conditions = statement.conditions.map((one): Condition => {
    const { comparand } = one
    const whole =
      comparand.family === 'text' &&
      comparand.exact &&
      (trustKeys.has(one.key) || one.key === 'aws:principalaccount' || one.key === 'kms:calleraccount')
    return whole ? { ...one, comparand: { ...comparand, globs: comparand.globs.map(fix) } } : one
  })
  return {
    ...statement,
    principals: { ...statement.principals, entries: statement.principals.entries.map(entry) },
    conditions,
  }
}
