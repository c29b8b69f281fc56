/** Who may get past the governance mode of locked objects without having been named for it. */
import type { Bucket } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { ResourceView } from '../model/resource-view.ts'
import { Text } from '../model/text.ts'
import type { AnyView } from '../model/view.ts'
import { actionsMatching, grants, type Policy } from '../proof/index.ts'
import { readPolicy, type Speller } from './document.ts'
import type { IdentityProperties } from './everywhere.ts'
import { basis, Inquiry, type Basis } from './inquiry.ts'
import { policiesOfBucket } from './policies.ts'
import type { StatementView } from './statement.ts'

const bypass = 's3:BypassGovernanceRetention'

/** Types that carry policies of identities. */
const identities = [
  'AWS::IAM::Group',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::IAM::UserPolicy',
]

/** Statements of identity policies that allow it by a wildcard, and of the bucket's policies that allow it anybody. */
export function wideBypasses(bucket: Bucket): readonly Basis[] {
  const inquiry = new Inquiry(bucket)
  const { estate, world } = bucket.estate
  const holders = identities
    .flatMap(type => estate.ofType(type))
    .filter(each => each.unit === bucket.resource.unit && each.exists(world))
    .map(each => new ResourceView<IdentityProperties>(each, world))
  return [
    ...forAnybody(bucket, inquiry),
    ...holders.flatMap(holder =>
      documentsOf(holder).flatMap(document => byWildcard(document, holder.id, bucket, inquiry)),
    ),
  ]
}

function documentsOf({ properties }: ResourceView<IdentityProperties>): AnyView[] {
  const { PolicyDocument: own, Policies: inline } = properties
  return [own, ...(inline ?? []).map(each => each.PolicyDocument)].filter(each => each !== undefined)
}

function byWildcard(document: AnyView, holder: string, bucket: Bucket, inquiry: Inquiry): Basis[] {
  const read = (speller: Speller) => readPolicy(document, speller, { name: holder, kind: 'identity' })
  return read(inquiry.asWritten)
    .statements.filter(isWide)
    .flatMap(({ index, at, label }) => {
      const { answer } = inquiry.ask(speller => {
        const { policy } = read(speller)
        const statements = policy.statements.filter(
          each => each.effect === 'Deny' || each.ref.index === index,
        )
        return allows(bucket, speller, [{ ...policy, statements }, ...policiesOfBucket(bucket, speller)])
      })
      return answer === 'yes' ? [{ at, message: `allowed by statement ${label} of '${holder}'` }] : []
    })
}

/** Whether a statement allows it without saying its name. */
function isWide({ effect, proof: { actions } }: StatementView): boolean {
  const matches = (text: string) => actionsMatching(text).some(({ name }) => name === bypass)
  return (
    effect === 'Allow' &&
    (actions.negated
      ? !actions.texts.some(matches)
      : actions.texts.some(text => text.includes('*') && matches(text)))
  )
}

function forAnybody(bucket: Bucket, inquiry: Inquiry): Basis[] {
  const verdict = inquiry.ask(speller => allows(bucket, speller, policiesOfBucket(bucket, speller)))
  return verdict.answer === 'yes' ? basis(verdict.by) : []
}

/** Whether policies allow it to somebody of the bucket's account of whom nothing is known. */
function allows(bucket: Bucket, speller: Speller, policies: readonly Policy[]) {
  const { holes, partition } = speller
  const account = speller.spell(bucket.world, bucket.account.text)
  return grants({
    ...speller.terms,
    actor: {
      kind: 'role',
      id: `arn:${partition}:iam::${account}:role/${holes.hole('opaque', 'any role', 'text')}`,
      account,
    },
    actions: [bypass],
    resources: [speller.spell(bucket.world, Text.of(reference(bucket.resource, 'Arn'), '/*'))],
    layers: [policies],
    owner: account,
  })
}
