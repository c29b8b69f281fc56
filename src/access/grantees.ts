/** Accounts and organizations other than the owner's that a bucket's policies give access, by name. */
import { serviceAccounts } from '../data/aws-accounts.ts'
import type { Trust } from '../model/estate.ts'
import {
  accountsWithAccess,
  CAPABILITIES,
  everyRequestDenied,
  type AccountAccess,
  type Capability,
  type Policy,
  type Statement,
  type StatementRef,
  type Verdict,
} from '../proof/index.ts'
import type { Speller } from './document.ts'
import { through, type Through } from './inquiry.ts'
import type { StatementView } from './statement.ts'
import type { BucketSubject } from './subject.ts'

/** Somebody whom the run does not trust, and who gets access. */
export interface Grantee extends Through {
  /** `account '111122223333'`. */
  readonly name: string
  readonly can: readonly Capability[]
  /** Actions by which it can take the bucket over or delete it. */
  readonly powers: readonly string[]
  /** What grants it, as far as that is known. */
  readonly statement: StatementView | undefined
}

/** Whoever may do one of these has the bucket in hand. */
const takeover = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketOwnershipControls',
  's3:PutEncryptionConfiguration',
  's3:DeleteBucket',
]

/**
 * Who gets access by the policies of a bucket, without its own account, AWS itself, and those that are trusted, where
 * that counts.
 */
export function granteesOf(subject: BucketSubject, trust?: Trust): readonly Grantee[] {
  if (subject.bucket.policies.length === 0) return []
  const { speller, accesses } = subject.inquiry.ask(speller => {
    if (
      !mayNameOthers(
        subject.policy(speller),
        speller.spell(subject.bucket.world, subject.bucket.account.text),
      )
    )
      return { answer: 'yes', speller, accesses: [] } as const
    const accesses = accountsWithAccess(subject.in(speller)).filter(access => !isExpected(access, trust))
    const open = accesses.some(({ can }) => CAPABILITIES.some(one => can[one].answer === 'unknown'))
    return { answer: open ? 'unknown' : 'yes', speller, accesses } as const
  })
  return accesses.flatMap(access => granteesIn(subject, speller, access, trust))
}

/** Whether some statement allows something to others than services and the own account. */
function mayNameOthers(policy: Policy | undefined, own: string): boolean {
  return (policy?.statements ?? []).some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      (principals.negated ||
        principals.entries.some(
          ({ kind }, index) => kind !== 'service' && !(principals.texts[index] ?? '').includes(own),
        )),
  )
}

function isExpected({ account }: AccountAccess, trust: Trust | undefined): boolean {
  return serviceAccounts.has(account) || (trust?.accounts.has(account) ?? false)
}

function granteesIn(
  subject: BucketSubject,
  speller: Speller,
  access: AccountAccess,
  trust: Trust | undefined,
): Grantee[] {
  const { account, can } = access
  const shown = account === 'other' ? 'another account' : `account ${speller.holes.show(account)}`
  const allowed = CAPABILITIES.filter(
    one =>
      subject.inquiry.holds(`${shown} has access`, can[one]) && isMeant(subject, speller, account, can[one]),
  )
  const best = allowed.map(one => can[one]).find(({ witness }) => witness)
  const [some] = allowed
  if (some === undefined) return []
  const powers = best && account !== 'other' ? powersOf(subject, speller, account) : []
  const shows = powers[0]?.verdict ?? best
  return namesOf(subject, speller, access, allowed, trust).map(name => ({
    name,
    can: allowed,
    powers: powers.map(({ action }) => action),
    statement: shows && statementsOf(subject, speller, shows.by)[0],
    ...through(shows ?? can[some]),
  }))
}

/** An account by its id; accounts that nobody wrote down by the organization that lets them in. */
function namesOf(
  subject: BucketSubject,
  speller: Speller,
  { account, can }: AccountAccess,
  allowed: readonly Capability[],
  trust: Trust | undefined,
): string[] {
  if (account !== 'other') return [`account '${speller.holes.show(account)}'`]
  const known = allowed.filter(one => can[one].answer === 'yes')
  if (known.length === 0) return ['an account that is not known here']
  const statements = known.flatMap(one => statementsOf(subject, speller, can[one].by))
  const organizations = new Set(statements.flatMap(({ proof }) => organizationsIn(proof)))
  return [...organizations]
    .filter(organization => !trust || !isTrusted(subject, speller, organization, trust))
    .map(organization => `organization '${speller.holes.show(organization)}'`)
}

/** Whether the run trusts it; one that is not known here may be anybody's. */
function isTrusted(
  { inquiry }: BucketSubject,
  speller: Speller,
  organization: string,
  trust: Trust,
): boolean {
  const hinge = speller.holes.in(organization).map(({ label }) => label)
  if (hinge.length === 0) return trust.organizations.has(organization)
  const shown = speller.holes.show(organization)
  return !inquiry.holds(`organization ${shown} is another one`, { answer: 'unknown', hinge })
}

function organizationsIn({ conditions }: Statement): string[] {
  // Requests that carry no organization, or just any, get past the others.
  const sure = conditions.filter(
    ({ negated, quantifier, ifExists, comparand }) =>
      !negated && !ifExists && quantifier !== 'all' && comparand.family === 'text',
  )
  return sure.flatMap(({ key, values }) =>
    key === 'aws:principalorgid' ? values : key === 'aws:principalorgpaths' ? values.map(orgOf) : [],
  )
}

/** `o-abc/r-1/ou-2/*` is a path in organization `o-abc`. */
function orgOf(path: string): string {
  return path.split('/')[0] ?? path
}

/** Whether it is as itself that an account gets access; what all of an organization may is said of the organization. */
function isMeant(
  subject: BucketSubject,
  speller: Speller,
  account: string,
  { by }: Pick<Verdict, 'by'>,
): boolean {
  if (account === 'other' || by.length === 0) return true
  return statementsOf(subject, speller, by).some(({ proof: { principals, conditions } }) =>
    [...principals.texts, ...conditions.flatMap(({ values }) => values)].some(text => text.includes(account)),
  )
}

/** The actions of `takeover` that an account surely may do. */
function powersOf(subject: BucketSubject, speller: Speller, account: string) {
  const context = { 'aws:PrincipalAccount': { anyOf: [account] } }
  const actors = ['user', 'role', 'root'] as const
  return takeover
    .map(action => ({
      action,
      verdict: everyRequestDenied(subject.in(speller), { actors, actions: [action], context }, 'effective'),
    }))
    .filter(({ verdict }) => verdict.answer === 'no' && isMeant(subject, speller, account, verdict))
}

function statementsOf(
  subject: BucketSubject,
  speller: Speller,
  by: readonly StatementRef[],
): StatementView[] {
  const statements = subject.policies(speller).flatMap(read => read.statements)
  return by.flatMap(ref => statements.find(statement => statement.is(ref)) ?? [])
}

/** Whether a statement lets somebody outside the own account in, and through no access point of one's own. */
export function reachesOutside(subject: BucketSubject, statement: StatementView): boolean {
  const verdict = subject.inquiry.ask(speller => {
    const policy = subject.policy(speller)
    const statements = policy?.statements.filter(({ effect, ref }) => effect === 'Deny' || statement.is(ref))
    const only = subject.with(speller, policy && { ...policy, statements: statements ?? [] })
    const verdicts = accountsWithAccess(only).flatMap(({ can }) => CAPABILITIES.map(one => can[one]))
    const unknown = verdicts.find(({ answer }) => answer === 'unknown')
    return verdicts.find(({ answer }) => answer === 'yes') ?? unknown ?? nobody
  })
  return subject.inquiry.holds(`statement ${statement.label} lets other accounts in`, verdict)
}

const nobody = { answer: 'no', hinge: [] } as const
