/** Graphs of files that are written for one test. */
import { graphOf, type Graph, type Holding } from '../../src/graph/index.ts'
import { readEstate } from '../../src/read.ts'
import { inFolder } from '../formats/terraform/folders.ts'

/** The graph of the files, read with these parameters. */
export function graphIn(
  files: Readonly<Record<string, string>>,
  own: { readonly region?: string; readonly account?: string } = {},
): Graph {
  return inFolder(files, cwd => {
    const settings = { paths: ['.'], cwd, params: new Map<string, string>(), paramFiles: [], ...own }
    const { estate, errors, broken } = readEstate(settings)
    if (errors.length + broken.length > 0) throw new Error(JSON.stringify([errors, broken]))
    return graphOf(estate)
  })
}

/** A graph as lines: groups, nodes with their facts, arrows. */
export function told({ groups, nodes, arrows, notFullyFollowed }: Graph): string[] {
  const addressOf = new Map(nodes.map(({ id, address }) => [id, address]))
  const nameOf = new Map(groups.map(({ id, kind, name }) => [id, name ?? `unknown ${kind}`]))
  const path = (id: string | undefined): string => {
    const group = groups.find(each => each.id === id)
    return group ? [path(group.parent), nameOf.get(group.id)].filter(Boolean).join('/') : ''
  }
  return [
    ...nodes.map(node => {
      const facts = node.facts.map(fact => {
        const value = fact.kind === 'public' ? fact.access : 'value' in fact ? fact.value : ''
        return [fact.kind, value].filter(Boolean).join(' ') + holding(fact)
      })
      const name = node.name === undefined ? '' : ` "${node.name}"`
      return `${node.kind} ${node.address}${name} in ${path(node.group)}${holding(node)}: ${facts.join(', ')}`
    }),
    ...arrows.map(arrow => {
      const details = arrow.details.length > 0 ? ` (${arrow.details.join(', ')})` : ''
      const ends = `${addressOf.get(arrow.from) ?? ''} ${arrow.kind} ${addressOf.get(arrow.to) ?? ''}`
      return ends + details + holding(arrow)
    }),
    ...notFullyFollowed.map(address => `not fully followed: ${address}`),
  ]
}

function holding({ when, certainty }: Holding): string {
  const decisions = when.map(({ decision, value }) => ` when ${decision} is ${value}`).join('')
  return certainty === 'possible' ? `${decisions} perhaps` : decisions
}

/** One template with everything that is drawn. */
export const shop = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub 'acme-orders-\${Stage}'
      BucketEncryption:
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }]
      VersioningConfiguration: { Status: !If [IsProd, Enabled, Suspended] }
      LoggingConfiguration: { DestinationBucketName: !Ref Logs, LogFilePrefix: orders/ }
      NotificationConfiguration:
        TopicConfigurations:
          - { Event: 's3:ObjectCreated:*', Topic: !Ref Created }
          - { Event: 's3:ObjectRemoved:*', Topic: !Ref Created }
        LambdaConfigurations: [{ Event: 's3:ObjectTagging:*', Function: !GetAtt Tagged.Arn }]
  Created: { Type: AWS::SNS::Topic }
  Unused: { Type: AWS::SNS::Topic }
  Tagged: { Type: AWS::Lambda::Function }
  Logs: { Type: AWS::S3::Bucket }
  Trail: { Type: AWS::CloudTrail::Trail, Properties: { S3BucketName: !Ref Logs } }
  Site:
    Type: AWS::S3::Bucket
    Condition: IsProd
    Properties:
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
      WebsiteConfiguration: { IndexDocument: index.html }
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/replication
        Rules: [{ Status: Enabled, Destination: { Bucket: 'arn:aws:s3:::partner-copy' } }]
  SitePolicy:
    Type: AWS::S3::BucketPolicy
    Condition: IsProd
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Statement: { Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: !Sub '\${Site.Arn}/*' }
  Cdn:
    Type: AWS::CloudFront::Distribution
    Condition: IsProd
    Properties:
      DistributionConfig:
        Enabled: true
        Logging: { Bucket: !GetAtt Logs.DomainName }
        Origins: [{ Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {} }]
  Door: { Type: AWS::S3::AccessPoint, Properties: { Bucket: !Ref Orders } }
`
