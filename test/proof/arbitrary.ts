/** Random policies and requests over a small vocabulary, in which things meet. */
import fc from 'fast-check'
import { actionNamed } from '../../src/proof/actions.ts'
import { actorContext, presenceOf } from '../../src/proof/keys.ts'
import type { Actor, Request } from '../../src/proof/index.ts'
import type { Json } from './naive.ts'

export const OWNER = '111111111111'
const accounts = [OWNER, '222222222222', '333333333333']
const names = ['user/alice', 'user/bob', 'user/team/alice', 'role/r', 'role/app/r']

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
/** One value, or a list of up to three. */
const oneOrMore = (one: fc.Arbitrary<string>): fc.Arbitrary<string | string[]> =>
  fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }))

const awsPrincipal = fc.oneof(
  pick(...accounts, 'arn:aws:iam::222222222222:root', '*'),
  fc.tuple(pick(...accounts), pick(...names)).map(([account, name]) => `arn:aws:iam::${account}:${name}`),
  pick('arn:aws:sts::222222222222:assumed-role/r/session', 'arn:aws:sts::111111111111:assumed-role/r/other'),
)
const principal = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  { weight: 4, arbitrary: oneOrMore(awsPrincipal).map(AWS => ({ AWS })) },
  {
    weight: 1,
    arbitrary: oneOrMore(pick('logging.s3.amazonaws.com', 'cloudtrail.amazonaws.com')).map(Service => ({
      Service,
    })),
  },
  { weight: 1, arbitrary: pick({ Federated: 'graph.facebook.com' }, { CanonicalUser: 'c0ffee' }) },
)

const action = pick(
  's3:*',
  '*',
  's3:Get*',
  's3:GetObject',
  's3:ListBucket',
  's3:PutObject',
  's3:*Object',
  'S3:getobject',
  's3:?etObject',
  'iam:*',
  's3:Delete*',
)

const resource = pick(
  ...['', '/*', '/a*', '/*/c', '/a?c', '*', '/ab', '/*a*', '/${aws:username}/*', '/${*}', '/a/*'].map(
    end => `arn:aws:s3:::b${end}`,
  ),
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:*',
  'arn:aws:s3:::other/*',
  'arn:aws:s3:::other',
)

const text = (...values: readonly string[]): { operators: readonly string[]; values: readonly string[] } => ({
  operators: [
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIgnoreCase',
    'StringEqualsIfExists',
    'StringNotEqualsIfExists',
    'Null',
  ],
  values,
})
const many = (...values: readonly string[]): ReturnType<typeof text> => ({
  operators: [
    'ForAllValues:StringLike',
    'ForAnyValue:StringLike',
    'ForAnyValue:StringEquals',
    'ForAllValues:StringNotEquals',
    'ForAnyValue:StringNotLike',
    'Null',
  ],
  values,
})
const bool = {
  operators: ['Bool', 'BoolIfExists', 'Null', 'StringEquals', 'StringNotEquals'],
  values: ['true', 'false'],
}
const number = (...values: readonly string[]): ReturnType<typeof text> => ({
  operators: [
    'NumericLessThan',
    'NumericGreaterThanEquals',
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThanEqualsIfExists',
    'Null',
  ],
  values,
})
const address = {
  operators: ['IpAddress', 'NotIpAddress', 'IpAddressIfExists', 'Null'],
  values: ['203.0.113.0/24', '203.0.113.7', '12.0.0.0/7', '0.0.0.0/0', '10.0.0.0/8', '2001:db8::/32', '::/0'],
}
const arn = (...values: readonly string[]): ReturnType<typeof text> => ({
  operators: ['ArnEquals', 'ArnLike', 'ArnNotLike', 'ArnLikeIfExists', 'StringLike', 'StringEquals', 'Null'],
  values,
})

const vocabulary: Readonly<Record<string, ReturnType<typeof text>>> = {
  'aws:SecureTransport': bool,
  's3:TlsVersion': number('1.2', '1.3'),
  'aws:SourceIp': address,
  'aws:SourceVpce': text('vpce-1', 'vpce-2', 'vpce-*'),
  'aws:SourceVpc': text('vpc-1', 'vpc-*'),
  'aws:PrincipalOrgID': text('o-a', 'o-b', 'o-*'),
  'aws:PrincipalArn': arn(
    'arn:aws:iam::222222222222:role/r',
    'arn:aws:iam::*:role/*',
    'arn:aws:iam::111111111111:*',
    'arn:aws:iam::222222222222:user/a*',
  ),
  'aws:PrincipalAccount': text(...accounts, '2*'),
  'aws:username': text('alice', 'a*', 'b?b'),
  'aws:PrincipalIsAWSService': bool,
  'aws:PrincipalTag/t': text('x', 'x*', '${aws:username}'),
  'aws:SourceArn': arn('arn:aws:s3:::src', 'arn:aws:s3:::*', 'arn:aws:s3:::s*c'),
  'aws:SourceAccount': text(...accounts),
  'aws:userid': text('anonymous', 'AIDA*', 'AROA1:x'),
  'aws:Referer': text('https://a/*', 'https://a/b', '*'),
  'aws:MultiFactorAuthPresent': bool,
  'aws:CurrentTime': {
    operators: ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals'],
    values: ['2026-01-01T00:00:00Z', '2027-06-01T12:00:00Z'],
  },
  'aws:PrincipalOrgPaths': many('o-a/*', 'o-a/r-1/', 'o-b/*'),
  's3:RequestObjectTagKeys': many('a', 'b', 'a*'),
  's3:ExistingObjectTag/k': text('yes', 'no', 'y*'),
  's3:x-amz-server-side-encryption': text('AES256', 'aws:kms', 'aws:*'),
  's3:x-amz-acl': text('private', 'public-*'),
  's3:prefix': text('a', 'a*', 'home/${aws:username}', ''),
  's3:max-keys': number('10', '100', '11'),
  's3:DataAccessPointAccount': text(...accounts),
  's3:DataAccessPointArn': arn(
    'arn:aws:s3:us-east-1:111111111111:accesspoint/a',
    'arn:aws:s3:*:222222222222:accesspoint/*',
  ),
}

const clause = pick(...Object.keys(vocabulary)).chain(key => {
  const { operators, values } = vocabulary[key] ?? text()
  return pick(...operators).chain(operator => {
    const fitting =
      operator === 'Null'
        ? ['true', 'false']
        : operator.startsWith('Arn')
          ? values.filter(one => one.startsWith('arn:'))
          : values
    return fc
      .uniqueArray(pick(...fitting), { minLength: 1, maxLength: 3 })
      .map(chosen => ({ operator, key, chosen }))
  })
})

const conditions = fc.array(clause, { maxLength: 3 }).map(clauses => {
  const block: Record<string, Record<string, string[]>> = {}
  for (const { operator, key, chosen } of clauses) (block[operator] ??= {})[key] = chosen
  return block
})

const element = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.integer({ min: 0, max: 5 }), value)
    .map(([die, one]) => ({ [die === 0 ? `Not${name}` : name]: one }))

const statement: fc.Arbitrary<Json> = fc
  .tuple(
    pick('Allow', 'Deny'),
    element('Principal', principal),
    element('Action', oneOrMore(action)),
    element('Resource', oneOrMore(resource)),
    conditions,
  )
  .map(([Effect, ...parts]) => ({ Effect, ...parts[0], ...parts[1], ...parts[2], Condition: parts[3] }))

export const policy: fc.Arbitrary<Json> = fc
  .tuple(fc.array(statement, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 9 }))
  .map(([Statement, die]) => ({ Version: die === 0 ? '2008-10-17' : '2012-10-17', Statement }))

const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous', id: '' }),
  fc
    .tuple(pick(...accounts, '444444444444'), pick(...names, 'user/x', 'role/x'))
    .map(([account, name]): Actor => ({
      kind: name.startsWith('user') ? 'user' : 'role',
      id: `arn:aws:iam::${account}:${name}`,
      account,
      ...(name.startsWith('role') && { session: 'session' }),
    })),
  pick(...accounts, '444444444444').map((account): Actor => ({
    kind: 'root',
    id: `arn:aws:iam::${account}:root`,
    account,
  })),
  pick('logging.s3.amazonaws.com', 'cloudtrail.amazonaws.com', 'x').map((id): Actor => ({
    kind: 'service',
    id,
  })),
  pick('graph.facebook.com', 'x').map((id): Actor => ({ kind: 'federated', id })),
)

const operations = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:GetObjectTagging',
  's3:ListBucket',
  's3:GetBucketPolicy',
  's3:PutBucketAcl',
]

const samples: Readonly<Record<string, readonly string[]>> = {
  'aws:PrincipalOrgID': ['o-a', 'o-b', 'o-c', 'x'],
  'aws:PrincipalTag/t': ['x', 'xy', 'alice', 'q'],
  'aws:SourceArn': ['arn:aws:s3:::src', 'arn:aws:s3:::sxc', 'arn:aws:sns:us-east-1:1:t'],
  'aws:SourceAccount': [...accounts, '444444444444'],
  'aws:userid': ['AIDA1', 'AROA1:x', 'zz'],
  'aws:Referer': ['https://a/b', 'https://a/c', 'z', ''],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  's3:ExistingObjectTag/k': ['yes', 'no', 'yo', 'z'],
  's3:x-amz-server-side-encryption': ['AES256', 'aws:kms', 'aws:kms:dsse'],
  's3:x-amz-acl': ['private', 'public-read', 'authenticated-read'],
  's3:prefix': ['a', 'ab', '', 'home/alice', 'z'],
  's3:max-keys': ['5', '10', '11', '50', '100', '1000'],
}

const entry: fc.Arbitrary<Record<string, readonly string[]>> = fc.oneof(
  fc.constant({ 'aws:securetransport': ['false'] }),
  pick('1.2', '1.3', '1.1').map(version => ({ 'aws:securetransport': ['true'], 's3:tlsversion': [version] })),
  fc.tuple(pick(...accounts), pick('a', 'b')).map(([account, name]) => ({
    'aws:securetransport': ['true'],
    's3:tlsversion': ['1.2'],
    's3:dataaccesspointarn': [`arn:aws:s3:us-east-1:${account}:accesspoint/${name}`],
    's3:dataaccesspointaccount': [account],
    's3:accesspointnetworkorigin': ['Internet'],
  })),
)

const network: fc.Arbitrary<Record<string, readonly string[]>> = fc.oneof(
  pick('203.0.113.7', '203.0.113.9', '12.1.1.1', '10.1.1.1', '8.8.8.8', '2001:db8::1', '2002::1').map(ip => ({
    'aws:sourceip': [ip],
  })),
  fc.tuple(pick('vpce-1', 'vpce-2', 'vpce-3', 'x'), pick('vpc-1', 'vpc-2', 'x')).map(([endpoint, vpc]) => ({
    'aws:sourcevpce': [endpoint],
    'aws:sourcevpc': [vpc],
    'aws:vpcsourceip': ['10.1.2.3'],
  })),
)

const time = pick(
  '2025-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.000Z',
  '2026-07-01T00:00:00.000Z',
  '2028-01-01T00:00:00.000Z',
)

const tagSets = fc.uniqueArray(pick('a', 'b', 'ab', 'c'), { minLength: 1, maxLength: 3 })
const pathSets = fc.uniqueArray(pick('o-a/r-1/', 'o-a/r-2/', 'o-b/r-1/', 'o-c/'), {
  minLength: 1,
  maxLength: 2,
})

/** Requests that the model calls possible. */
export const request: fc.Arbitrary<Request> = fc
  .record({
    actor,
    action: pick(...operations),
    key: pick('a', 'ab', 'abc', 'a/c', 'x/c', 'alice/f', 'z', '*', 'a/b/c', 'xay'),
    entry,
    network,
    time,
    choices: fc.record(
      Object.fromEntries(
        Object.entries(samples).map(([key, values]) => [key, fc.option(pick(...values), { nil: undefined })]),
      ),
    ),
    tags: fc.option(tagSets, { nil: undefined }),
    paths: fc.option(pathSets, { nil: undefined }),
  })
  .map(({ actor: sender, action: name, key, entry: way, network: from, time: at, choices, tags, paths }) => {
    const known = actionNamed(name)
    const context: Record<string, readonly string[]> = {
      ...actorContext(sender),
      ...(sender.kind === 'anonymous' && 's3:dataaccesspointarn' in way
        ? { 'aws:securetransport': ['true'], 's3:tlsversion': ['1.2'] }
        : way),
      ...from,
      'aws:currenttime': [at],
      'aws:epochtime': [String(Date.parse(at) / 1000)],
    }
    const offered: Record<string, readonly string[] | undefined> = {
      's3:requestobjecttagkeys': tags,
      'aws:principalorgpaths': paths,
    }
    for (const [one, value] of Object.entries(choices))
      offered[one.toLowerCase()] = value === undefined ? undefined : [value]
    for (const [one, values] of Object.entries(offered)) {
      const presence = presenceOf(one, sender.kind, known)
      if (presence === 'always')
        context[one] = sender.kind === 'anonymous' ? ['anonymous'] : (values ?? ['zz'])
      else if (presence === 'maybe' && values !== undefined) context[one] = values
    }
    const isObject = known?.resourceTypes.includes('object') === true
    return { actor: sender, action: name, resource: `arn:aws:s3:::b${isObject ? `/${key}` : ''}`, context }
  })
