import { describe, expect, test } from 'vitest'
import {
  accessPointIsPublic,
  accountsWithAccess,
  actorOf,
  anonymousMay,
  Bucket,
  cannedAcl,
  deadStatements,
  everyRequestDenied,
  explainAccess,
  grants,
  Holes,
  olderTlsThan,
  openToStrangers,
  parsePolicy,
  plainHttp,
  policyIsPublic,
  strangersMay,
  unscopedServices,
  type Actor,
  type BucketInput,
} from '../../src/proof/index.ts'

const OWNER = '111111111111'
const ARN = 'arn:aws:s3:::b'

function bucketWith(
  statements: readonly unknown[],
  more: Partial<BucketInput> = {},
  holes = new Holes(),
): Bucket {
  const policy = parsePolicy(
    { Version: '2012-10-17', Statement: statements },
    { holes, origin: index => `#${index}` },
  )
  return new Bucket({ holes, name: 'b', owner: OWNER, policy, ...more })
}

function actor(text: string): Actor {
  const found = actorOf(text)
  if (found === undefined) throw new Error(`no actor: ${text}`)
  return found
}

const denyHttp = {
  Sid: 'Tls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [ARN, `${ARN}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}
const publicRead = {
  Sid: 'Read',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `${ARN}/*`,
}

describe('transport', () => {
  test('the form AWS documents, with an exception for services, lets nothing through', () => {
    const condition = { Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } }
    const bucket = bucketWith([{ ...denyHttp, Condition: condition }])
    expect(everyRequestDenied(bucket, plainHttp, 'effective').answer).toBe('yes')
    expect(everyRequestDenied(bucket, plainHttp, 'explicit').answer).toBe('no')
  })

  test('a bucket without a policy takes plain HTTP from its own account', () => {
    const { answer, witness } = everyRequestDenied(bucketWith([]), plainHttp, 'effective')
    expect(answer).toBe('no')
    expect(witness?.sentence).toBe(
      'arn:aws:iam::111111111111:user/alice · s3:GetObject · arn:aws:s3:::b/object · over http',
    )
  })

  test('old TLS versions', () => {
    const old = { ...denyHttp, Sid: 'Old', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }
    const bucket = bucketWith([denyHttp, old])
    expect(everyRequestDenied(bucket, olderTlsThan(1.2), 'explicit').answer).toBe('yes')
    expect(
      everyRequestDenied(bucket, olderTlsThan(1.3), 'explicit').witness?.context['s3:tlsversion'],
    ).toEqual(['1.2'])
    expect(everyRequestDenied(bucketWith([denyHttp]), olderTlsThan(1.2), 'explicit').answer).toBe('no')
  })

  test('says which statement proves it', () => {
    const { by } = everyRequestDenied(bucketWith([publicRead, denyHttp]), plainHttp, 'explicit')
    expect(by).toEqual([{ policy: 'bucket policy', index: 1, sid: 'Tls', effect: 'Deny', origin: '#1' }])
  })
})

describe('public access block', () => {
  const open = [publicRead]

  test('RestrictPublicBuckets leaves a public policy to the owner and to services', () => {
    const bucket = bucketWith(
      [
        ...open,
        { Effect: 'Allow', Principal: { AWS: '222222222222' }, Action: 's3:ListBucket', Resource: ARN },
      ],
      { publicAccessBlock: { restrictPublicBuckets: true } },
    )
    expect(anonymousMay(bucket, 'read').answer).toBe('no')
    expect(accountsWithAccess(bucket)).toEqual([])
    expect(policyIsPublic(bucket).answer).toBe('yes')
  })

  test('an unknown flag makes the answer hinge on it', () => {
    const verdict = anonymousMay(
      bucketWith(open, { publicAccessBlock: { restrictPublicBuckets: 'unknown' } }),
      'read',
    )
    expect(verdict).toMatchObject({ answer: 'unknown', hinge: ['RestrictPublicBuckets'] })
  })

  test('ACLs count only while ownership leaves them on', () => {
    const acl = cannedAcl('PublicReadWrite') ?? []
    expect(anonymousMay(bucketWith([], { acl }), 'write').by[0]?.policy).toBe('ACL')
    expect(anonymousMay(bucketWith([], { acl, aclsDisabled: true }), 'write').answer).toBe('no')
    expect(
      anonymousMay(bucketWith([], { acl, accountPublicAccessBlock: { ignorePublicAcls: true } }), 'list')
        .answer,
    ).toBe('no')
  })
})

describe('access points', () => {
  const arn = `arn:aws:s3:us-east-1:${OWNER}:accesspoint/ap`
  const delegation = {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: [ARN, `${ARN}/*`],
    Condition: { StringEquals: { 's3:DataAccessPointAccount': OWNER } },
  }
  const through = (statement: object): Bucket => {
    const holes = new Holes()
    const policy = parsePolicy(
      { Version: '2012-10-17', Statement: [statement] },
      { holes, name: 'access point policy', view: 'accessPoint' },
    )
    return bucketWith([delegation], { accessPoints: [{ arn, policy }] }, holes)
  }
  const grant = { Effect: 'Allow', Principal: { AWS: '222222222222' }, Action: 's3:GetObject' }

  test('a delegation gives nothing by itself', () => {
    expect(accountsWithAccess(bucketWith([delegation]))).toEqual([])
  })

  test('both policies have to allow', () => {
    const [access] = accountsWithAccess(through({ ...grant, Resource: `${arn}/object/shared/*` }))
    expect(access?.account).toBe('222222222222')
    expect(access?.can.read.witness).toMatchObject({
      accessPointResource: `${arn}/object/shared/x`,
      resource: `${ARN}/shared/x`,
    })
    expect(access?.can.read.by.map(({ policy }) => policy)).toEqual(['bucket policy', 'access point policy'])
    expect(access?.can.list.answer).toBe('no')
  })

  test('public by the stricter reading for access points', () => {
    const holes = new Holes()
    const ask = (Condition: object, vpcOrigin: boolean | 'unknown' = false): string => {
      const policy = parsePolicy(
        { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*', Condition } },
        { holes, view: 'accessPoint' },
      )
      return accessPointIsPublic(bucketWith([], {}, holes), { arn, policy, vpcOrigin }).answer
    }
    expect(ask({})).toBe('yes')
    expect(ask({}, true)).toBe('no')
    expect(ask({}, 'unknown')).toBe('unknown')
    expect(ask({ StringEquals: { 'aws:PrincipalOrgID': 'o-a' } })).toBe('no')
    const wild = { StringLike: { 's3:DataAccessPointArn': `arn:aws:s3:us-east-1:${OWNER}:accesspoint/*` } }
    expect(ask(wild)).toBe('yes')
    expect(policyIsPublic(bucketWith([{ ...publicRead, Condition: wild }])).answer).toBe('no')
  })

  test('an ARN without /object/ matches no object', () => {
    expect(accountsWithAccess(through({ ...grant, Resource: `${arn}/shared/*` }))).toEqual([])
  })
})

describe('grants', () => {
  const logs = {
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${ARN}/logs/*`,
    Condition: {
      StringEquals: { 'aws:SourceAccount': OWNER },
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::src' },
    },
  }
  const need = (
    statement: object,
    context: Record<string, { anyOf: (string | null)[] }>,
  ): ReturnType<typeof grants> => {
    const holes = new Holes()
    const policy = parsePolicy({ Version: '2012-10-17', Statement: [statement] }, { holes })
    return grants({
      holes,
      owner: OWNER,
      actor: actor('logging.s3.amazonaws.com'),
      actions: ['s3:PutObject'],
      resources: [`${ARN}/logs/2026/*`],
      layers: [[policy]],
      context,
    })
  }
  const sent = { 'aws:SourceAccount': { anyOf: [OWNER] }, 'aws:SourceArn': { anyOf: ['arn:aws:s3:::src'] } }

  test('all that is needed', () => {
    expect(need(logs, sent).answer).toBe('yes')
    expect(need({ ...logs, Resource: `${ARN}/*` }, sent).by).toHaveLength(1)
  })

  test('the wrong bucket as source', () => {
    const verdict = need(logs, { ...sent, 'aws:SourceArn': { anyOf: ['arn:aws:s3:::another'] } })
    expect(verdict.missing.map(({ action, answer }) => [action, answer])).toEqual([['s3:PutObject', 'no']])
  })

  test('what the caller does not know makes no false alarm', () => {
    expect(need(logs, { 'aws:SourceAccount': { anyOf: [OWNER] } })).toMatchObject({
      answer: 'unknown',
      hinge: ['aws:sourcearn'],
    })
  })

  test('what is sent with one action does not hide another that never carries it', () => {
    const holes = new Holes()
    const policy = parsePolicy(
      {
        Statement: {
          ...logs,
          Action: 's3:PutObject',
          Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
        },
      },
      { holes },
    )
    const verdict = grants({
      holes,
      actor: actor('logging.s3.amazonaws.com'),
      actions: ['s3:PutObject', 's3:GetBucketAcl'],
      resources: [ARN, `${ARN}/logs/*`],
      layers: [[policy]],
      context: { 's3:x-amz-acl': { anyOf: ['bucket-owner-full-control'] } },
    })
    expect(verdict.missing.map(({ action, answer }) => [action, answer])).toEqual([['s3:GetBucketAcl', 'no']])
  })

  test('an action with no fitting resource is not answered by yes', () => {
    const holes = new Holes()
    const verdict = grants({
      holes,
      actor: actor('anonymous'),
      actions: ['s3:ListBucket'],
      resources: [`${ARN}/*`],
      layers: [],
    })
    expect(verdict.answer).toBe('unknown')
  })

  test('an identity policy and a key policy, each of which has to allow', () => {
    const holes = new Holes()
    const key = 'arn:aws:kms:us-east-1:222222222222:key/k'
    const role = 'arn:aws:iam::111111111111:role/r'
    const identity = parsePolicy(
      { Statement: { Effect: 'Allow', Action: 'kms:*', Resource: '*' } },
      { holes, kind: 'identity', name: 'role' },
    )
    const ofKey = (Action: string): ReturnType<typeof parsePolicy> =>
      parsePolicy(
        { Statement: [{ Effect: 'Allow', Principal: { AWS: OWNER }, Action, Resource: '*' }] },
        { holes, name: 'key policy' },
      )
    const ask = (action: string): string =>
      grants({
        holes,
        actor: actor(role),
        actions: ['kms:Decrypt'],
        resources: [key],
        layers: [[identity], [ofKey(action)]],
      }).answer
    expect(ask('kms:Decrypt')).toBe('yes')
    expect(ask('kms:Encrypt')).toBe('no')
  })
})

describe('resources of other services', () => {
  const topic = 'arn:aws:sns:us-east-1:111111111111:t'
  const open = (more: object, actions = ['sns:Publish', 'sns:Subscribe'], resource = topic): string => {
    const holes = new Holes()
    const policy = parsePolicy(
      { Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sns:*', Resource: '*', ...more } },
      { holes, name: 'topic policy' },
    )
    return openToStrangers({ holes, policy, actions, resources: [resource], owner: OWNER }).answer
  }

  test('a topic', () => {
    expect(open({})).toBe('yes')
    expect(open({ Condition: { StringEquals: { 'AWS:SourceOwner': OWNER } } })).toBe('no')
    expect(open({ Principal: { Service: 's3.amazonaws.com' } })).toBe('no')
    expect(open({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } } })).toBe('no')
  })

  test('a key', () => {
    const key = 'arn:aws:kms:us-east-1:111111111111:key/k'
    const ask = (more: object): string => open({ Action: 'kms:*', ...more }, ['kms:Decrypt'], key)
    expect(ask({})).toBe('yes')
    expect(
      ask({
        Condition: {
          StringEquals: { 'kms:CallerAccount': OWNER, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        },
      }),
    ).toBe('no')
    expect(ask({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } })).toBe(
      'yes',
    )
  })
})

describe('services', () => {
  const may = (condition: object): string | undefined => {
    const statement = {
      ...publicRead,
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Condition: condition,
    }
    return unscopedServices(bucketWith([statement])).map(({ verdict }) => verdict.answer)[0]
  }

  test.each([
    ['no condition', {}, 'yes'],
    ['an account', { StringEquals: { 'aws:SourceAccount': OWNER } }, 'no'],
    ['an organisation', { StringEquals: { 'aws:SourceOrgID': 'o-a' } }, 'no'],
    [
      'a trail of an account',
      { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${OWNER}:trail/*` } },
      'no',
    ],
    ['any trail', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } }, 'yes'],
    ['an account, if it is sent', { StringEqualsIfExists: { 'aws:SourceAccount': OWNER } }, 'yes'],
    ['an ACL', { StringEquals: { 's3:x-amz-acl': 'private' } }, 'no'],
  ])('limited by %s', (_, condition, expected) => {
    expect(may(condition)).toBe(expected)
  })
})

test('the owner locked out', () => {
  const changes = { ownersOnly: true, actions: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'] }
  const lock = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, `${ARN}/*`] }
  const ask = (more: object): string =>
    everyRequestDenied(bucketWith([{ ...lock, ...more }]), changes, 'explicit').answer
  expect(ask({})).toBe('yes')
  expect(ask({ Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWNER}:role/admin` } } })).toBe(
    'no',
  )
  expect(ask({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': OWNER } } })).toBe('no')
  expect(
    ask({ Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/admin' } } }),
  ).toBe('yes')
})

describe('dead statements', () => {
  test.each([
    ['another bucket', { Resource: 'arn:aws:s3:::other/*' }, 'resource'],
    ['an action that does not exist', { Action: 's3:GetObjct' }, 'action'],
    ['a bucket action on objects', { Action: 's3:ListBucket' }, 'action-on-resource'],
    ['a deleted principal', { Principal: { AWS: 'AROAEXAMPLE' } }, 'principal'],
    [
      'an unsatisfiable condition',
      { Condition: { Bool: { 'aws:SecureTransport': 'false' }, NumericLessThan: { 's3:TlsVersion': 1.2 } } },
      'condition',
    ],
    [
      'a key that such requests never carry',
      { Condition: { StringEquals: { 's3:prefix': 'a' } } },
      'condition',
    ],
  ])('%s', (_, change, reason) => {
    expect(deadStatements(bucketWith([{ ...publicRead, ...change }]))).toMatchObject([
      { reason, statement: { index: 0 } },
    ])
  })

  test('an Allow that is always denied', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:Get*', Resource: '*' }
    expect(deadStatements(bucketWith([publicRead, deny]))).toMatchObject([
      { reason: 'always-denied', statement: { sid: 'Read' } },
    ])
  })

  test('nothing is said about what is not known', () => {
    const holes = new Holes()
    const unknown = { ...publicRead, Resource: `arn:aws:s3:::${holes.hole('unknown', 'Name', 'atom')}/*` }
    expect(deadStatements(bucketWith([unknown, denyHttp], {}, holes))).toEqual([])
  })
})

describe('explain', () => {
  const bucket = bucketWith([publicRead, denyHttp])
  const ask = (who: string, action: string, resource: string, context = {}): string =>
    explainAccess(bucket, { actor: actor(who), action, resource, context }).access

  test('every outcome', () => {
    const https = { 'aws:SecureTransport': { anyOf: ['true'] } }
    expect(ask('anonymous', 's3:GetObject', `${ARN}/k`, https)).toBe('allowed')
    expect(
      ask('anonymous', 's3:GetObject', `${ARN}/k`, { 'aws:SecureTransport': { anyOf: ['false'] } }),
    ).toBe('denied')
    expect(ask('anonymous', 's3:GetObject', `${ARN}/k`)).toBe('depends')
    expect(ask('anonymous', 's3:PutObject', `${ARN}/k`, https)).toBe('not-allowed')
  })

  test('names the statement', () => {
    const answer = explainAccess(bucket, {
      actor: actor('anonymous'),
      action: 's3:getobject',
      resource: `${ARN}/k`,
    })
    expect(answer.examples.map(({ access }) => access)).toEqual(['allowed', 'denied'])
    expect(answer.by.map(({ sid }) => sid)).toEqual(['Read', 'Tls'])
  })
})

describe('values that a question pins', () => {
  const allows = (Condition: object, Action = 's3:GetObject') =>
    bucketWith([{ Effect: 'Allow', Principal: '*', Action, Resource: `${ARN}/*`, Condition }])
  const ask = (bucket: Bucket, context: Record<string, { exactly: string[] }>, action = 's3:GetObject') =>
    explainAccess(bucket, { actor: actor('anonymous'), action, resource: `${ARN}/k`, context }).access

  test.each([
    [
      'an address',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      'aws:SourceIp',
      '203.0.113.9',
      '8.8.8.8',
    ],
    [
      'a time',
      { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
      'aws:CurrentTime',
      '2029-05-06T07:08:09Z',
      '2031-05-06T07:08:09Z',
    ],
    ['a number', { NumericLessThan: { 's3:signatureAge': '600' } }, 's3:signatureAge', '599', '601'],
  ])('%s is in a range or not', (_, condition, key, inside, outside) => {
    const who = key === 's3:signatureAge' ? actor('arn:aws:iam::222222222222:user/u') : actor('anonymous')
    const answer = (value: string) =>
      explainAccess(allows(condition), {
        actor: who,
        action: 's3:GetObject',
        resource: `${ARN}/k`,
        context: { [key]: { exactly: [value] } },
      }).access
    expect([answer(inside), answer(outside)]).toEqual(['allowed', 'not-allowed'])
  })

  test('are all values of a key', () => {
    const bucket = allows(
      { 'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['a'] } },
      's3:PutObject',
    )
    const tagged = (...keys: string[]) =>
      ask(bucket, { 's3:RequestObjectTagKeys': { exactly: keys } }, 's3:PutObject')
    expect([tagged('a'), tagged('a', 'b'), tagged()]).toEqual(['allowed', 'not-allowed', 'allowed'])
  })
})

test('what a statement for the own account is worth its policies say', () => {
  const bucket = bucketWith([
    { Effect: 'Allow', Principal: { AWS: OWNER }, Action: 's3:*', Resource: `${ARN}/*` },
  ])
  const { holes } = bucket
  const identity = (action: string) =>
    parsePolicy(
      { Statement: { Effect: 'Allow', Action: action, Resource: '*' } },
      { holes, kind: 'identity' },
    )
  const ask = (who: string, ...policies: string[]) =>
    explainAccess(bucket, {
      actor: actor(who),
      action: 's3:GetObject',
      resource: `${ARN}/k`,
      identity: policies.map(identity),
    }).access
  const user = `arn:aws:iam::${OWNER}:user/alice`
  expect([ask(user), ask(user, 'iam:*'), ask(user, 's3:GetObject')]).toEqual([
    'not-allowed',
    'not-allowed',
    'allowed',
  ])
  expect(ask(`arn:aws:iam::${OWNER}:root`)).toBe('allowed')
})

test('a source ARN with a wildcard is not fixed, though only services send one', () => {
  const statement = (arn: string) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `${ARN}/*`,
    Condition: { ArnLike: { 'aws:SourceArn': arn } },
  })
  const wild = bucketWith([statement('arn:aws:s3:::*')])
  expect(policyIsPublic(wild).answer).toBe('yes')
  expect(anonymousMay(wild, 'read').answer).toBe('no')
  expect(policyIsPublic(bucketWith([statement('arn:aws:s3:::company-data')])).answer).toBe('no')
  const holes = new Holes()
  const policy = parsePolicy(
    { Statement: { ...statement('arn:aws:s3:*:*:*'), Action: 'sns:Publish', Resource: '*' } },
    { holes },
  )
  const topic = {
    holes,
    policy,
    actions: ['sns:Publish'],
    resources: ['arn:aws:sns:eu-west-1:111111111111:t'],
  }
  expect(openToStrangers(topic).answer).toBe('no')
})

test('whoever is named by the id of a role is no stranger, whatever the session', () => {
  const byId = (id: string) =>
    bucketWith([
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `${ARN}/*`,
        Condition: { StringLike: { 'aws:userid': id } },
      },
    ])
  const strangers = (id: string) => strangersMay(byId(id), 'read').answer
  expect([strangers('AROAEXAMPLE:*'), strangers('AROA*:*'), strangers('*:admin')]).toEqual([
    'no',
    'yes',
    'yes',
  ])
})

test('nobody knows what a negation is worth whose variable has no value', () => {
  const bucket = bucketWith([
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      NotResource: `${ARN}/home/\${aws:username}/*`,
    },
  ])
  expect(anonymousMay(bucket, 'read').answer).toBe('unknown')
  expect(anonymousMay(bucket, 'read').hinge).toEqual(['a variable without a value on aws:username'])
  expect(strangersMay(bucket, 'read').answer).toBe('yes')
})
