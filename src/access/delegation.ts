/** What a bucket lets through its access points, of what their policies grant. */
import type { Bucket, EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { actionsMatching, actorOf, explainAccess, type Actor } from '../proof/index.ts'
import type { AccessPoint } from './access-points.ts'
import { readPolicy } from './document.ts'
import { Inquiry } from './inquiry.ts'
import type { StatementView } from './statement.ts'
import { BucketSubject } from './subject.ts'

/** Actions that an access point policy grants to no effect. */
export interface Undelegated {
  readonly statement: StatementView
  readonly actions: readonly string[]
  /** By a statement of the bucket policy, not for want of one. */
  readonly denied: boolean
  /** Only principals of the own account, which policies of their own may let through. */
  readonly own: boolean
  readonly bucket: Bucket
}

/** What the policy of an access point grants that the bucket lets nobody do through it. */
export function undelegated(point: AccessPoint, estate: EstateView): Undelegated[] {
  const { Bucket: name, Policy: document, BucketAccountId: elsewhere } = point.properties
  const bucket = name && !elsewhere ? estate.bucket(name, point) : undefined
  if (!bucket || !document) return []
  const speller = new Inquiry(point).asWritten
  const subject = new BucketSubject(bucket).in(speller)
  const arn = speller.spell(point.world, reference(point.resource, 'Arn'))
  const account = speller.spell(point.world, point.account.text)
  const context = {
    's3:DataAccessPointArn': { anyOf: [arn] },
    's3:DataAccessPointAccount': { anyOf: [account] },
  }
  const { statements } = readPolicy(document, speller, { name: 'access point policy', view: 'accessPoint' })
  return statements.flatMap(statement => {
    const actors = actorsOf(statement, account, speller.partition)
    if (statement.effect !== 'Allow' || !actors || statement.proof.resources.negated) return []
    const judged = actionsOf(statement).map(action => {
      const resources = resourcesBehind(statement, action, arn, subject.arn)
      const answers = resources.flatMap(resource =>
        actors.map(actor => explainAccess(subject, { actor, action, resource, context }).access),
      )
      const refused =
        answers.length > 0 && answers.every(answer => answer === 'denied' || answer === 'not-allowed')
      return { action, refused, denied: answers.includes('denied') }
    })
    const refused = judged.filter(each => each.refused)
    if (refused.length === 0) return []
    const actions = refused.map(({ action }) => action)
    const own = actors.every(actor => actor.account === account)
    return [{ statement, actions, denied: refused.every(({ denied }) => denied), own, bucket }]
  })
}

/** The actors that a statement names; someone of the own account for everyone. */
function actorsOf(
  { proof: { principals } }: StatementView,
  account: string,
  partition: string,
): Actor[] | undefined {
  if (principals.negated) return undefined
  const own: Actor = { kind: 'user', id: `arn:${partition}:iam::${account}:user/someone`, account }
  const actors = principals.texts.map(text => (text === '*' ? own : actorOf(text)))
  return actors.every(actor => actor !== undefined) ? actors : undefined
}

/** The actions that a statement names; of those that a pattern covers, the usual ones. */
function actionsOf({ proof: { actions } }: StatementView): string[] {
  if (actions.negated) return []
  const usual = new Set(['s3:GetObject', 's3:PutObject', 's3:ListBucket'])
  const names = actions.texts.flatMap(text =>
    actionsMatching(text)
      .filter(
        ({ name, resourceTypes }) => resourceTypes.some(isBehind) && (!/[*?]/.test(text) || usual.has(name)),
      )
      .map(({ name }) => name),
  )
  return [...new Set(names)]
}

function isBehind(type: string): boolean {
  return type === 'bucket' || type === 'object'
}

/** The resources of the bucket that the ARNs of an access point stand for. */
function resourcesBehind({ proof }: StatementView, action: string, point: string, bucket: string): string[] {
  const [known] = actionsMatching(action)
  const onObjects = known?.resourceTypes.includes('object') ?? false
  return proof.resources.texts.flatMap(text => {
    if (!onObjects) return text === point || text === '*' ? [bucket] : []
    if (text === '*') return [`${bucket}/*`]
    return text.startsWith(`${point}/object/`) ? [`${bucket}/${text.slice(`${point}/object/`.length)}`] : []
  })
}
