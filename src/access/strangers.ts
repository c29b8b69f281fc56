/** What strangers may do with a topic, a queue or a vault by the policy of its own. */
import type { ResourceView } from '../model/resource-view.ts'
import { Text } from '../model/text.ts'
import type { Origin } from '../model/value.ts'
import type { AnyView } from '../model/view.ts'
import { grants, openToStrangers, type Policy } from '../proof/index.ts'
import type { Channel, ChannelPolicy } from './channels.ts'
import { readPolicy } from './document.ts'
import { limits } from './identity.ts'
import { withoutUnknownPrincipals } from './keys.ts'
import { basis, Inquiry, originOf, through, type Through } from './inquiry.ts'

/** A statement that lets strangers in. */
export interface PublicStatement extends Through {
  readonly at: Origin
  /** What they may call by it, the worst first. */
  readonly actions: readonly string[]
}

/** What is done with a topic or a queue, the worst first. */
const uses = {
  topic: ['sns:SetTopicAttributes', 'sns:AddPermission', 'sns:DeleteTopic', 'sns:Subscribe', 'sns:Publish'],
  queue: [
    'sqs:SetQueueAttributes',
    'sqs:AddPermission',
    'sqs:DeleteQueue',
    'sqs:PurgeQueue',
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:SendMessage',
  ],
} as const

/** The statements by which anyone may use a topic or queue. */
export function publicUseOf({ kind, arn }: Channel, policy: ChannelPolicy): readonly PublicStatement[] {
  const document = policy.properties.PolicyDocument
  return document ? publicStatements(policy, document, arn, uses[kind]) : []
}

/** The statements of a policy by which strangers may do some of these; `complete` adds what it need not say. */
export function publicStatements(
  subject: ResourceView<unknown>,
  document: AnyView,
  arn: Text,
  actions: readonly string[],
  complete?: (json: unknown) => unknown,
): readonly PublicStatement[] {
  const inquiry = new Inquiry(subject)
  const found = new Map<string, PublicStatement>()
  for (const action of actions) {
    const verdict = inquiry.ask(speller => {
      const { policy } = readPolicy(document, speller, { name: 'policy' }, complete)
      return openToStrangers({
        ...speller.terms,
        // A principal that even defaults do not tell is somebody, not everybody.
        policy: forStrangers(speller === inquiry.asWritten ? policy : withoutUnknownPrincipals(policy)),
        actions: [action],
        resources: [speller.spell(subject.world, arn)],
        owner: speller.spell(subject.world, subject.account.text),
      })
    })
    // One guess for all that is not known: who could say that it is this action and not that one?
    if (verdict.answer === 'no' || !inquiry.holds('strangers are let in', verdict)) continue
    const at = verdict.by.flatMap(({ effect, origin }) =>
      effect === 'Allow' ? (originOf(origin) ?? []) : [],
    )[0]
    const place = at ?? document.at
    const key = `${place.source.path}:${place.span.start}`
    const known = found.get(key)
    found.set(key, { ...through(verdict), ...known, at: place, actions: [...(known?.actions ?? []), action] })
  }
  return [...found.values()]
}

/** The policy without what is not for just anyone: who subscribes no other endpoints than those written down gets nothing. */
function forStrangers(policy: Policy): Policy {
  const statements = policy.statements.filter(
    ({ effect, conditions }) =>
      effect === 'Deny' || !conditions.some(({ key, negated }) => key === 'sns:endpoint' && !negated),
  )
  return { ...policy, statements }
}

/** What S3 says of a bucket that nobody here has to do with. */
const strangersBucket = {
  'aws:SourceArn': Text.of('arn:aws:s3:::bucket-of-a-stranger'),
  'aws:SourceAccount': Text.of('999999999999'),
  'aws:SourceOwner': Text.of('999999999999'),
  'aws:SourceOrgID': Text.of('o-stranger'),
}

const deliveries = { topic: 'sns:Publish', queue: 'sqs:SendMessage' } as const

/** The statements by which S3 may send the notifications of any bucket of any account; none where it surely may not. */
export function deliveryOfAnyBucket(
  { kind, arn }: Channel,
  policy: ChannelPolicy,
): readonly { readonly at: Origin }[] {
  const document = policy.properties.PolicyDocument
  if (!document) return []
  const inquiry = new Inquiry(policy)
  const { answer, by } = inquiry.ask(speller =>
    grants({
      ...speller.terms,
      actor: { kind: 'service', id: 's3.amazonaws.com' },
      actions: [deliveries[kind]],
      resources: [speller.spell(policy.world, arn)],
      layers: [[readPolicy(document, speller, { name: 'policy' }).policy]],
      context: limits(strangersBucket, policy, speller),
      owner: speller.spell(policy.world, policy.account.text),
    }),
  )
  return answer === 'yes' ? basis(by) : []
}
