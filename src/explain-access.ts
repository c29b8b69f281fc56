/** Answers one question about access to one bucket of what the settings name. */
import { explain, principalOf, type AccessQuestion } from './access/explain.ts'
import { locationOf } from './finding.ts'
import { Bucket, EstateView } from './model/bucket.ts'
import { mergeWorlds } from './model/merge.ts'
import { nearestName } from './model/schema/index.ts'
import { explore } from './model/world.ts'
import { readEstate } from './read.ts'
import type { AccessReport } from './report/access.ts'
import type { Settings } from './settings.ts'
import { UsageError } from './usage-error.ts'

/** Explains access. Throws `UsageError` where there is no such bucket, or the principal is none. */
export function explainAccess(
  settings: Omit<Settings, 'preset' | 'only' | 'rules'>,
  bucketId: string,
  question: AccessQuestion,
): AccessReport {
  const actor = principalOf(question.principal)
  if (!actor)
    throw new UsageError(
      `'${question.principal}' is no principal`,
      'it is anyone, an ARN of a user or role, an account id or a service such as logging.s3.amazonaws.com',
    )
  const { estate, broken, errors, sources } = readEstate(settings)
  const buckets = estate.ofType('AWS::S3::Bucket')
  const found = buckets.filter(({ id }) => id === bucketId)
  const near = nearestName(
    bucketId,
    buckets.map(({ id }) => id),
  )
  const problems = [...errors, ...broken]
  if (found.length === 0)
    throw new UsageError(
      `there is no bucket '${bucketId}'`,
      near === undefined
        ? problems.map(({ message }) => `not everything could be read: ${message}`)[0]
        : `did you mean '${near}'?`,
    )
  const outcomes = found.flatMap(resource => {
    const explored = explore(world => {
      if (!resource.exists(world)) return undefined
      world.beginCheck()
      return [explain(new Bucket(resource, new EstateView(estate, world)), actor, question)]
    })
    return mergeWorlds(explored, ({ access, basis }) =>
      [access, ...basis.map(({ at }) => at.address)].join(' '),
    )
  })
  return {
    outcomes: outcomes.map(({ result: { basis, ...rest }, when, certainty }) => ({
      ...rest,
      when,
      certainty,
      notes: basis.map(({ at, message }) => ({ message, location: locationOf(at) })),
    })),
    problems,
    sources,
  }
}
