/** Samples of who sends a request. */
import { compile, globOf, type Glob, type Token } from './glob.ts'
import { mayHaveHoles, type Holes } from './holes.ts'
import { actorContext } from './keys.ts'
import { groupsOf, partition, type Group } from './partition.ts'
import type { Space, Unmasked } from './space.ts'
import type { PrincipalEntry, Statement } from './statement.ts'
import type { Actor, ActorKind } from './types.ts'
import { someText, textGroups } from './values.ts'

const digit: Token = { kind: 'one', of: 'digit' }
const twelveDigits: readonly Token[] = Array.from({ length: 12 }, () => digit)
const NOBODYS_ACCOUNT = '999999999999'

/** One actor of every class among those of a kind. */
export function actorSamples(space: Space, kind: ActorKind): Unmasked[] {
  const pinned = space.scope.actor
  const actors = pinned === undefined ? actorsOf(space, kind) : pinned.kind === kind ? [pinned] : []
  return actors.map(actor => ({ actor, context: actorContext(actor) }))
}

function actorsOf(space: Space, kind: ActorKind): Actor[] {
  switch (kind) {
    case 'anonymous':
      return [{ kind, id: '' }]
    case 'user':
    case 'role':
    case 'root':
      return principalsOf(space, kind)
    case 'service':
      return named(
        space,
        kind,
        ['aws:principalservicename', 'aws:principalservicenameslist'],
        'example.amazonaws.com',
      )
    case 'federated':
      return named(space, kind, ['aws:federatedprovider'], 'idp.example.com')
    case 'canonical':
      return canonicals(space)
  }
}

const entriesOf = (space: Space): PrincipalEntry[] => space.statements.flatMap(one => one.principals.entries)

function named(space: Space, kind: 'service' | 'federated', keys: readonly string[], hint: string): Actor[] {
  const { holes } = space.scope
  const groups = [
    ...entriesOf(space).flatMap(entry => (entry.kind === kind ? groupsOf([entry.id], '') : [])),
    ...keys.flatMap(key => textGroups(space.conditionsOn(key), space.scope.refine[key] ?? [], holes, '')),
  ]
  const { words, complete } = partition(someText(holes), groups, [hint])
  if (!complete) space.bounds.add(`patterns for ${kind} principals too entangled`)
  return words.map(id => ({ kind, id }))
}

/** Canonical users are known by what is written down only: nothing else could tell them apart. */
function canonicals(space: Space): Actor[] {
  const ids = new Set<string>()
  for (const { principals } of space.statements)
    for (const [index, entry] of principals.entries.entries())
      if (entry.kind === 'canonical') ids.add(principals.texts[index] ?? '')
  return [...ids].map(id => ({ kind: 'canonical', id }))
}

function principalsOf(space: Space, kind: 'user' | 'role' | 'root'): Actor[] {
  const { scope } = space
  const { holes } = scope
  const before = `arn:${scope.partition}:iam::`
  const nameTokens: readonly Token[] = [
    { kind: 'star', of: 'noColon' },
    { kind: 'one', of: 'name', orHole: true },
  ]
  const after = kind === 'root' ? ':root' : `:${kind}/`
  const rest = [...compile(after, holes).tokens, ...(kind === 'root' ? [] : nameTokens)]
  const example = kind === 'root' ? '' : kind === 'user' ? 'alice' : 'example'
  const symbolic = [...new Set([scope.owner, ...space.namedAccounts])].filter(
    account => !/^\d{12}$/.test(account),
  )
  const literal = [scope.owner, ...space.namedAccounts, NOBODYS_ACCOUNT].filter(account =>
    /^\d{12}$/.test(account),
  )
  const arns = sampleArns(space, before, globOf([...twelveDigits, ...rest], holes), [
    ...literal.map(account => account + after + example),
  ])
  for (const account of symbolic.slice(0, 8))
    arns.push(...sampleArns(space, `${before}${account}`, globOf(rest, holes), [after + example]))
  const sessions = kind === 'role' ? sessionNames(space) : [undefined]
  return arns.flatMap(id =>
    sessions.map(session => ({
      kind,
      id,
      account: id.slice(before.length).split(':')[0] ?? '',
      ...(session !== undefined && { session }),
    })),
  )
}

function sampleArns(space: Space, prefix: string, domain: Glob, hints: readonly string[]): string[] {
  const groups = space.principalGroups.get(prefix) ?? principalGroups(space, prefix)
  space.principalGroups.set(prefix, groups)
  const { words, complete } = partition(domain, groups, hints)
  if (!complete) space.bounds.add('patterns for principals too entangled')
  return words.map(word => prefix + word)
}

/** Whatever statements, or questions, tell principals apart by, as patterns for their ARN. */
function principalGroups(space: Space, prefix: string): Group[] {
  const { scope } = space
  const { holes } = scope
  const ofAccount = (account: Glob): Glob =>
    globOf(
      [
        ...compile(`arn:${scope.partition}:iam::`, holes).tokens,
        ...account.tokens.map(narrowTo('digit')),
        ...compile(':*', holes, 'any').tokens,
      ],
      holes,
    )
  const groups: Group[] = []
  for (const account of [scope.owner, ...space.namedAccounts])
    groups.push(...groupsOf([ofAccount(compile(account, holes))], prefix))
  for (const { principals } of space.statements) {
    const lists = principals.entries.flatMap((entry): Glob[][] => {
      if (entry.kind === 'account') return [[ofAccount(entry.account)]]
      return entry.kind === 'arn' ? [[entry.arn]] : []
    })
    // NotPrincipal looks at accounts, users and roles apart; a session entry at account and role.
    groups.push(...(principals.negated ? lists : [lists.flat()]).flatMap(list => groupsOf(list, prefix)))
    for (const entry of principals.entries) {
      if (entry.kind !== 'session') continue
      groups.push(...groupsOf([ofAccount(entry.account)], prefix))
      groups.push(...groupsOf(lastSegmentGlobs(entry.role, `arn:${scope.partition}:iam::*:role/`), prefix))
    }
  }
  const keyed = (key: string, reshape?: (glob: Glob) => Glob[]): void => {
    groups.push(...textGroups(space.conditionsOn(key), scope.refine[key] ?? [], holes, prefix, reshape))
  }
  keyed('aws:principalarn')
  keyed('aws:principalaccount', glob => [ofAccount(glob)])
  keyed('kms:calleraccount', glob => [ofAccount(glob)])
  keyed('aws:username', glob => lastSegmentGlobs(glob, `arn:${scope.partition}:iam::*:user/`))
  return groups
}

/** The ARNs under a head whose last segment matches. */
function lastSegmentGlobs(name: Glob, head: string): Glob[] {
  const own = name.tokens.map(narrowTo('name'))
  const path = compile('*/', name.holes, 'noColon').tokens
  const start = compile(head, name.holes, 'noColon').tokens
  return [
    globOf([...start, ...own], name.holes, name.fold),
    globOf([...start, ...path, ...own], name.holes, name.fold),
  ]
}

const narrowTo =
  (of: 'name' | 'digit') =>
  (token: Token): Token =>
    token.kind === 'star' || token.kind === 'one' ? { kind: token.kind, of } : token

function sessionNames(space: Space): string[] {
  const found = new Set(['session'])
  for (const entry of entriesOf(space))
    if (entry.kind === 'session')
      found.add(
        entry.session.tokens
          .map(token => (token.kind === 'char' ? token.char : token.kind === 'hole' ? token.hole.char : ''))
          .join(''),
      )
  return [...found]
}

/** All account ids that occur in the texts of statements. */
export function accountsIn(statements: readonly Statement[], holes: Holes): string[] {
  const found = new Set<string>()
  for (const { principals, conditions } of statements) {
    for (const text of [...principals.texts, ...conditions.flatMap(one => one.values)]) {
      for (const [account] of text.matchAll(/(?<!\d)\d{12}(?!\d)/g)) found.add(account)
      if (mayHaveHoles(text))
        for (const hole of holes.in(text)) if (hole.shape === 'account') found.add(hole.char)
    }
  }
  return [...found].slice(0, 100)
}
