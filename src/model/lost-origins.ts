/** Origins of distributions whose bucket nobody makes: whoever makes one of that name serves the pages. */
import { s3OriginsOf, type Distribution, type S3Origin } from './distributions.ts'
import type { EstateView } from './bucket.ts'
import { expand, nameOf } from './identity.ts'
import type { Text } from './text.ts'

/** An origin without bucket. */
export interface LostOrigin {
  readonly origin: S3Origin
  /** What is known of the name. */
  readonly name: Text
  /** The other origins, whose buckets are made here. */
  readonly siblings: readonly S3Origin[]
}

/**
 * The origins whose bucket is defined nowhere, though by its name it should be here: it holds that of the stack, or
 * begins as those of the other origins do. Of any other name beside origins that are defined it is a guess.
 */
export function lostOrigins(distribution: Distribution, estate: EstateView): readonly LostOrigin[] {
  const { world } = estate
  const origins = s3OriginsOf(distribution, estate)
  const siblings = origins.filter(({ bucket }) => bucket !== undefined)
  const { open, name: unit } = distribution.resource.unit
  return origins.flatMap(origin => {
    const name = world.resolve(expand(origin.name, world))
    if (origin.bucket || !isGivenByAuthor(name)) return []
    const isKin = siblings.some(
      ({ bucket }) => bucket && areKin(name, world.resolve(nameOf(bucket.resource, world))),
    )
    if (!isKin && !isOfStack(name)) {
      if (name.literal === undefined || siblings.length === 0) return []
      const reason = { label: `where bucket ${name.literal} is made` }
      if (!world.guess(`made:${name.literal}`, reason, 'nowhere', 'elsewhere')) return []
    }
    if (open) world.assumeNothingAdded(unit, open)
    return [{ origin, name, siblings }]
  })
}

/** Whether it is the name of a bucket that somebody chose: aliases of access points are made by AWS. */
function isGivenByAuthor({ symbols, literal }: Text): boolean {
  return symbols.every(({ kind }) => kind === 'variable') && !/(?:-s3alias|--ol-s3)$/.test(literal ?? '')
}

function isOfStack({ symbols }: Text): boolean {
  return symbols.some(symbol => symbol.kind === 'variable' && symbol.variable.name === 'AWS::StackName')
}

/** Whether two names begin with the same word, or with the same parameter. */
function areKin(one: Text, other: Text): boolean {
  const [a, b] = [beginningOf(one), beginningOf(other)]
  return a !== undefined && a === b
}

function beginningOf({ parts: [first, ...rest] }: Text): string | undefined {
  if (typeof first === 'string') return /^[a-z0-9]{3,}(?=[-.])/.exec(first)?.[0]
  return first?.kind === 'variable' && rest.length > 0 ? first.variable.label : undefined
}
