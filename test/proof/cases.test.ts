import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  accountMay,
  anonymousMay,
  atMost,
  Bucket,
  cannedAcl,
  everyRequestDenied,
  grants,
  Holes,
  parsePolicy,
  plainHttp,
  policyIsPublic,
  requiresEncryption,
  type Actor,
  type Capability,
  type PublicAccessBlock,
  type Verdict,
} from '../../src/proof/index.ts'

interface Case {
  readonly id: string
  readonly question: string
  readonly policy: unknown
  readonly other?: unknown
  readonly expected: Verdict['answer']
  readonly why: string
  readonly hinge?: string
  readonly by?: readonly string[]
  readonly witness?: Readonly<Record<string, string>>
  readonly config?: {
    readonly name?: string
    readonly bpa?: PublicAccessBlock
    readonly accountBpa?: PublicAccessBlock
    readonly acl?: string
    readonly ownership?: string
  }
  readonly need?: {
    readonly actor: { readonly kind: Actor['kind']; readonly id: string }
    readonly actions: readonly string[]
    readonly bucketArn: string
    readonly objects?: string
    readonly ctx?: Readonly<Record<string, readonly (string | null)[]>>
  }
}

const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')) as Case[]
const OWNER = '111111111111'

/** `<<Name>>` is an unknown value, `<<self:Name>>` an identity. */
function withHoles(value: unknown, holes: Holes): unknown {
  return JSON.parse(
    JSON.stringify(value).replace(/<<(self:)?([^>]*)>>/g, (_, self: string | undefined, label: string) =>
      self === undefined ? holes.hole('unknown', label) : holes.hole('opaque', label, 'atom'),
    ),
  ) as unknown
}

function ask(one: Case): Verdict {
  const holes = new Holes()
  const { config = {}, need } = one
  const identity = need?.actor.kind === 'role'
  const policy = parsePolicy(withHoles(one.policy, holes), {
    holes,
    kind: identity ? 'identity' : 'resource',
  })
  const bucket = new Bucket({
    holes,
    name: withHoles(config.name ?? 'b', holes) as string,
    owner: OWNER,
    policy,
    publicAccessBlock: config.bpa ?? {},
    accountPublicAccessBlock: config.accountBpa ?? {},
    acl: cannedAcl(config.acl ?? 'private') ?? [],
    aclsDisabled: config.ownership === 'BucketOwnerEnforced',
  })
  const [name = '', first = '', second = ''] = /^([^:]*):?([^:]*):?(.*)$/.exec(one.question)?.slice(1) ?? []
  switch (name) {
    case 'public':
      return policyIsPublic(bucket)
    case 'http-denied':
      return everyRequestDenied(bucket, plainHttp, 'explicit')
    case 'http-denied-effective':
      return everyRequestDenied(bucket, plainHttp, 'effective')
    case 'anonymous':
      return anonymousMay(bucket, first as Capability)
    case 'account':
      return accountMay(bucket, first, second as Capability)
    case 'requires-sse':
      return requiresEncryption(bucket, { sse: one.question.slice(name.length + 1).split(',') })
    case 'requires-key':
      return requiresEncryption(bucket, { key: one.question.slice(name.length + 1) })
    case 'at-most':
      return atMost(bucket, policy, parsePolicy(one.other, { holes }))
    case 'grants': {
      if (need === undefined) throw new Error('a case without need')
      const { kind, id } = need.actor
      return grants({
        holes,
        owner: OWNER,
        actor: { kind, id, ...(id.startsWith('arn:') && { account: id.split(':')[4] ?? '' }) },
        actions: need.actions.map(action => (action.includes(':') ? action : `s3:${action}`)),
        resources: [need.objects ?? `${need.bucketArn}/*`],
        layers: [[policy]],
        context: Object.fromEntries(Object.entries(need.ctx ?? {}).map(([key, anyOf]) => [key, { anyOf }])),
      })
    }
    default:
      throw new Error(`no such question: ${one.question}`)
  }
}

describe('cases', () => {
  test.each(cases.map(one => [one.id, one] as const))('%s', (_, one) => {
    const verdict = ask(one)
    expect({ answer: verdict.answer, hinge: verdict.hinge }, one.why).toEqual({
      answer: one.expected,
      hinge: one.expected === 'unknown' ? (expect.arrayContaining([one.hinge]) as unknown) : [],
    })
    if (one.by !== undefined) expect(verdict.by.map(({ sid }) => sid)).toEqual(one.by)
    for (const [field, wanted] of Object.entries(one.witness ?? {})) {
      const { actor, action, resource, context } = verdict.witness ?? {}
      const found =
        { action, resource, kind: actor?.kind, account: actor?.account, principal: actor?.id }[field] ??
        context?.[field]?.[0]
      expect(found, field).toBe(wanted)
    }
  })
})
