import {
  also,
  arnOf,
  change,
  cloudformation,
  isNoAction,
  meantAction,
  readBucketPolicy,
  regionIn,
  resourceRule,
  respelled,
  restated,
  set,
  targetsOf,
  withAction,
  withoutAction,
  withoutResource,
  type PropertiesOf,
  type Severity,
  terraform,
} from '../../src/rule.ts'

type Reading = NonNullable<ReturnType<typeof readBucketPolicy>>
type Statement = Reading['statements'][number]

/** What the grammar of policies says plainly; what else S3 refuses is known from its errors only. */
const plain: Readonly<Record<string, Severity>> = { version: 'medium', value: 'medium' }

export default resourceRule<PropertiesOf<'AWS::S3::BucketPolicy'>>({
  title: 'Bucket policy that S3 refuses',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 checks a policy when it is set and refuses one that it cannot read or apply as MalformedPolicy: the deployment fails, or fails half way.',
  remedy:
    'Write what the grammar of policies asks for: actions that exist, and for each the resource that it acts on.',
  refs: [
    'IAM/latest/UserGuide/reference_policies_grammar.html',
    'IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'AmazonS3/latest/userguide/security_iam_service-with-iam.html',
    'AmazonS3/latest/userguide/add-bucket-policy.html',
    'general/latest/gr/s3.html',
  ],
  controls: [],
  on: 'AWS::S3::BucketPolicy',
  *check(policy, estate) {
    const reading = readBucketPolicy(policy)
    if (!reading) return
    const name = policy.properties.Bucket
    const bucketOf = () => name && estate.bucket(name, policy)
    for (const issue of reading.issues) {
      const { at, problem, message } = issue
      // S3 takes a Sid twice, and what lies beyond the bounds of the engine is no defect.
      if (problem === 'duplicate' || problem === 'bound') continue
      const severity = plain[problem]
      const wish =
        problem === 'version'
          ? set(policy, { PolicyDocument: { Version: '2012-10-17' } })
          : respelled(policy, reading, issue, bucketOf)
      const title = problem === 'version' ? 'write the current version' : `correct the ${problem}`
      yield { at, message, ...(severity && { severity }), change: change(title, 'review', wish) }
    }
    const { oversize } = reading
    if (oversize !== undefined) {
      const message = `the policy has at least ${oversize} bytes: S3 takes 20 KB`
      yield { at: policy.properties.at('PolicyDocument'), message }
    }
    const region = (name && regionIn(name)) ?? policy.region
    for (const statement of reading.statements) {
      const unknown = unknownActions(reading, statement, text => isNoAction(text, policy))
      for (const { index, message, meant } of unknown)
        yield {
          at: statement.place('Action'),
          message,
          severity: 'medium',
          change:
            meant === undefined
              ? change('drop the action', 'safe', withoutAction(policy, statement, index))
              : change(`name the action '${meant}'`, 'review', withAction(policy, statement, index, meant)),
        }
      const mismatch = mismatchOf(reading, statement)
      const bucket = mismatch && bucketOf()
      if (mismatch)
        yield {
          at: statement.place('Resource'),
          message: mismatch.message,
          severity: 'medium',
          change: change(
            mismatch.missing === '' ? 'name the bucket too' : 'name its objects too',
            'review',
            bucket && restated(policy, statement, also(arnOf(bucket, mismatch.missing)), 'Resource'),
          ),
        }
      for (const { text, index } of foreign(reading, statement, region.value))
        yield {
          at: statement.place('Resource'),
          message: `'${text}' is not of the bucket`,
          severity: 'medium',
          change: change(
            'drop the resource',
            'review',
            index === undefined ? undefined : withoutResource(policy, statement, index),
          ),
        }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: [s3:GetObject, s3:ListBucket]
                  Resource: !Sub '\${Data.Arn}/*' # <- 's3:ListBucket' acts on the bucket, and statement 1 names only objects
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:PutObject
                  Resource: !GetAtt Data.Arn # <- 's3:PutObject' acts on objects, and statement 2 names only the bucket
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:ListObjects # <- there is no action 's3:ListObjects'
                  Resource: !GetAtt Data.Arn
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:ListAllMyBuckets # <- 's3:ListAllMyBuckets' acts on no bucket
                  Resource: !GetAtt Data.Arn
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: s3:GetObject
                  Resource: # <- 'arn:aws:s3:::other/*' is not of the bucket
                    - !Sub '\${Data.Arn}/*'
                    - arn:aws:s3:::other/*
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                - { Effect: Allow, Principal: '*', Action: s3:GetObject } # <- the statement has no 'Resource'
                - Effect: Allow
                  Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } # <- a wildcard cannot be a part of a principal: 'arn:aws:iam::111122223333:role/*'
                  Action: GetObject # <- not an action: 'GetObject'
                  Resource: !Sub '\${Data.Arn}/*'
                - Effect: Deny
                  Principal: '*'
                  Action: s3:PutObject
                  Resource: !Join ['', [!GetAtt Data.Arn, '/home/\${aws:username}/*']] # <- policy variables need 'Version': '2012-10-17'
                  Condition: { StringEqual: { aws:PrincipalOrgID: o-abc123 } } # <- no such condition operator: 'StringEqual'
    `,
    cloudformation`
      Conditions:
        Strict: !Equals [!Ref AWS::StackName, strict]
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Deny
                  Principal: { Service: '*' }
                  Action: s3:DeleteObject
                  Resource: !If # <- 's3:DeleteObject' acts on objects, and statement 1 names only the bucket
                    - Strict
                    - !GetAtt Data.Arn
                    - !Sub '\${Data.Arn}/*'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            Action    = "s3:GetObjekt" # <- there is no action 's3:GetObjekt'
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Prefix: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: 2012-10-17
              Statement:
                - Effect: Allow
                  Principal: { AWS: [111122223333, !ImportValue Reader] }
                  Action: [s3:Get*, s3:List*, S3:PUTOBJECT]
                  Resource: !Sub 'arn:aws:s3:::\${Data}*'
                - Effect: Allow
                  Principal: { CanonicalUser: 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be }
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:::\${Data}/\${Prefix}'
                - Effect: Deny
                  Principal: '*'
                  NotAction: [s3:GetObject]
                  NotResource: !GetAtt Data.Arn
                - Effect: Deny
                  Principal: '*'
                  Action: '*'
                  Resource: '*'
                  Condition: { Bool: { aws:SecureTransport: false } }
    `,
    cloudformation`
      Resources:
        Elsewhere:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !ImportValue SharedBucket
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:root }
                  Action: !Split [',', !ImportValue Actions]
                  Resource: [!ImportValue SharedArn, arn:aws:s3:::shared/*]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
})

/** An action that no bucket policy can allow, by its number in the statement. */
interface Unknown {
  readonly index: number
  readonly message: string
  readonly meant?: string | undefined
}

/** Actions that are none, and those that act on accounts, jobs and other things but buckets. */
function unknownActions(
  reading: Reading,
  { proof }: Statement,
  isNone: (text: string) => boolean,
): Unknown[] {
  return reading.shown(proof.actions.texts).flatMap((text, index) => {
    if (text === '*' || text.includes('${') || !text.includes(':')) return []
    const targets = targetsOf(text)
    if (targets.size === 0 && /^s3:/i.test(text))
      return isNone(text)
        ? [{ index, message: `there is no action '${text}'`, meant: meantAction(text) }]
        : []
    const isElsewhere = [...targets].every(target => target === 'account' || target === 'job')
    return isElsewhere ? [{ index, message: `'${text}' acts on no bucket` }] : []
  })
}

/** Where the statement names objects only, or the bucket only, and an action acts on the other. */
function mismatchOf(
  reading: Reading,
  statement: Statement,
): { readonly message: string; readonly missing: '' | '/*' } | undefined {
  const { actions, resources } = statement.proof
  if (actions.negated || resources.negated) return undefined
  const needs = actions.texts.map(text => ({ text, targets: targetsOf(text) }))
  const needy = needs.filter(({ targets }) => targets.has('bucket') !== targets.has('object'))
  if (needy.length === 0) return undefined
  const reach = reading.reachOf(statement)
  if (reach.size !== 1) return undefined
  const [named] = reach
  const missed = needy.filter(({ targets }) => named === undefined || !targets.has(named))
  const [first, ...others] = reading.shown(missed.map(({ text }) => text))
  if (first === undefined) return undefined
  const who = others.length > 0 ? `'${first}' and ${others.length} more act` : `'${first}' acts`
  const { label } = statement
  return named === 'object'
    ? { message: `${who} on the bucket, and statement ${label} names only objects`, missing: '' }
    : { message: `${who} on objects, and statement ${label} names only the bucket`, missing: '/*' }
}

/** A resource that is not of the bucket, by its number in the statement; without one it may be, elsewhere. */
interface Foreign {
  readonly text: string
  readonly index: number | undefined
}

/** Resources of another bucket or partition beside those of this one. */
function foreign(reading: Reading, statement: Statement, region: string | undefined): Foreign[] {
  const texts = reading.shown(statement.proof.resources.texts)
  const own =
    region === undefined
      ? undefined
      : /^cn-/.test(region)
        ? 'aws-cn'
        : /^us-gov-/.test(region)
          ? 'aws-us-gov'
          : 'aws'
  const elsewhere =
    own === undefined
      ? []
      : texts.filter(text => /^arn:aws-(?:cn|us-gov):/.test(text) && !text.startsWith(`arn:${own}:`))
  const indices = reading.foreignResourcesOf(statement)
  // Where none is of this bucket, policy-statement-dead says so.
  const others = indices.length < texts.length ? indices : []
  const all = [
    ...elsewhere.map(text => ({ text, index: undefined })),
    ...others.map(index => ({ text: texts[index] ?? '', index })),
  ]
  return all.filter(({ text }, at) => all.findIndex(other => other.text === text) === at)
}
