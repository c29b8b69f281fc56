/** `npx vitest bench test/proof`: how long answers take, from parsed policy to verdict. */
import { bench, describe } from 'vitest'
import {
  accountsWithAccess,
  anonymousMay,
  Bucket,
  CAPABILITIES,
  everyRequestDenied,
  Holes,
  parsePolicy,
  plainHttp,
  policyIsPublic,
} from '../../src/proof/index.ts'

const arn = 'arn:aws:s3:::b'
const both = [arn, `${arn}/*`]
const tls = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: both,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}

const documents: Readonly<Record<string, { Version: string; Statement: readonly unknown[] }>> = {
  'one statement': { Version: '2012-10-17', Statement: [tls] },
  'a typical policy': {
    Version: '2012-10-17',
    Statement: [
      tls,
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `${arn}/*`,
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `${arn}/logs/*`,
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111111111111' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::src' },
        },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::333333333333:role/reader'] },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [arn, `${arn}/shared/*`],
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } },
      },
      {
        ...tls,
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] },
          StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      },
    ],
  },
  '340 prefixes, 18 KB': {
    Version: '2012-10-17',
    Statement: [
      tls,
      {
        Effect: 'Allow',
        Principal: { AWS: '222222222222' },
        Action: 's3:GetObject',
        Resource: Array.from({ length: 340 }, (_, index) => `${arn}/department-${index}/data-${index * 7}/*`),
      },
    ],
  },
  '80 statements, 19 KB': {
    Version: '2012-10-17',
    Statement: Array.from({ length: 80 }, (_, index) => ({
      Effect: index % 3 === 0 ? 'Deny' : 'Allow',
      Principal: { AWS: `arn:aws:iam::${200_000_000_000 + index}:role/reader-${index}` },
      Action: index % 2 === 0 ? 's3:Put*' : ['s3:GetObject', 's3:ListBucket'],
      Resource: [arn, `${arn}/team-${index}/*`],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': `o-${index % 5}` } },
    })),
  },
  'entangled wildcards': {
    Version: '2012-10-17',
    Statement: Array.from({ length: 200 }, (_, index) => ({ ...tls, Resource: `${arn}/*p${index}-*` })),
  },
}

describe.each(Object.entries(documents))('%s', (_, document) => {
  const fresh = (): Bucket => {
    const holes = new Holes()
    return new Bucket({ holes, name: 'b', owner: '111111111111', policy: parsePolicy(document, { holes }) })
  }
  const options = { time: 300, iterations: 3, warmupTime: 50, warmupIterations: 1 }

  bench('parse', () => void fresh(), options)
  bench('plain HTTP denied', () => void everyRequestDenied(fresh(), plainHttp, 'effective'), options)
  bench('public', () => void policyIsPublic(fresh()), options)
  bench(
    'all access questions',
    () => {
      const bucket = fresh()
      everyRequestDenied(bucket, plainHttp, 'effective')
      policyIsPublic(bucket)
      for (const capability of CAPABILITIES) anonymousMay(bucket, capability)
      accountsWithAccess(bucket)
    },
    options,
  )
})
