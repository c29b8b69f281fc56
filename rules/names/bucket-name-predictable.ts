import { cloudformation, commonWords, rule, type TextView, terraform } from '../../src/rule.ts'

const REGION =
  /(?<![a-z\d])(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|(?:north|south)?(?:east|west)?)-\d(?![a-z\d])/g
const ACCOUNT = /\d{12}/g

export default rule({
  title: 'Bucket name can be guessed',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Names are unique in all of AWS: who guesses one can create the bucket first, in a region or for a stage that you do not use yet. Your deployment fails there, or worse, your tools read and write a bucket of a stranger. An account id is no secret.',
  remedy:
    'Put something into the name that nobody guesses, leave it to AWS, or use the account-regional namespace.',
  remedyInCdk: 'Leave bucketName out, and hand the Bucket to whatever needs its name.',
  remedyInTerraform: 'Leave bucket out, or use bucket_prefix.',
  refs: [
    'AmazonS3/latest/userguide/bucketnamingrules.html',
    'AmazonS3/latest/userguide/gpbucketnamespaces.html',
    'AmazonS3/latest/userguide/bucket-owner-condition.html',
  ],
  controls: [],
  *check(bucket) {
    const { BucketName: name, BucketNamespace: namespace } = bucket.properties
    // There nobody else can have the name.
    if (!name || namespace === 'account-regional') return
    if (isGuessable(name))
      yield {
        at: name.at,
        message: `bucket name '${name.value ?? name.toString()}' holds nothing that is not easily guessed`,
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [prod, x7k2] }
      Resources:
        Assets:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub cdk-hnb659fds-assets-\${AWS::AccountId}-\${AWS::Region} # <- bucket name 'cdk-hnb659fds-assets-\${AWS::AccountId}-\${AWS::Region}' holds nothing that is not easily guessed
        Trail:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: aws-cloudtrail-logs-111122223333-eu-west-1 # <- bucket name 'aws-cloudtrail-logs-111122223333-eu-west-1' holds nothing that is not easily guessed
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub \${Stage}-logs-\${AWS::AccountId} # <- bucket name '\${Stage}-logs-\${AWS::AccountId}' holds nothing that is not easily guessed
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "aws-cloudtrail-logs-111122223333-eu-west-1" # <- bucket name 'aws-cloudtrail-logs-111122223333-eu-west-1' holds nothing that is not easily guessed
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Suffix: { Type: String, Default: logs }
      Resources:
        Generated: { Type: AWS::S3::Bucket }
        Own: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub 'penguin-logs-\${AWS::AccountId}' } }
        Given: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub 'logs-\${Suffix}' } }
        Stack: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${AWS::StackName}-logs' } }
        Imported: { Type: AWS::S3::Bucket, Properties: { BucketName: !ImportValue Name } }
        Regional:
          Type: AWS::S3::Bucket
          Properties:
            BucketNamespace: account-regional
            BucketName: !Sub logs-\${AWS::AccountId}-\${AWS::Region}-an
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket_prefix = "logs-"
      }
    `,
  ],
})

/** Whether all of a name is common words, the account and the region. */
function isGuessable({ text, value, pieces }: TextView): boolean {
  const isOpen = text.symbols.some(
    symbol =>
      symbol.kind !== 'variable' ||
      (!symbol.variable.allowed && !['AWS::AccountId', 'AWS::Region'].includes(symbol.variable.name)),
  )
  if (isOpen) return false
  const known = value === undefined ? pieces.map(piece => piece.text) : [value]
  const words = known.flatMap(piece => piece.replace(REGION, '').replace(ACCOUNT, '').split(/[-.]/))
  return words.every(word => word === '' || /^\d$/.test(word) || commonWords.has(word))
}
