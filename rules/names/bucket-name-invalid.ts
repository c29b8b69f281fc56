import { bucketNames, cloudformation, rule, type Bucket, type TextView, terraform } from '../../src/rule.ts'

const { shortest, longest, reservedPrefixes, reservedSuffixes, regionalSuffix, shortestRegionalEnd } =
  bucketNames
const REGIONAL = /-\d{12}-[a-z]+(?:-[a-z]+)+-\d+-an$/

export default rule({
  title: 'Bucket name is one that S3 does not take',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 refuses to create a bucket whose name breaks its rules, and the deployment stops and rolls back, often long after the template was merged.',
  remedy: "Use 3 to 63 lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit.",
  refs: [
    'AmazonS3/latest/userguide/bucketnamingrules.html',
    'AmazonS3/latest/userguide/gpbucketnamespaces.html',
  ],
  controls: [],
  *check(bucket) {
    const { BucketName: name, BucketNamePrefix: prefix } = bucket.properties
    if (name) {
      const faults = [...faultsOf(name), ...ending(name, bucket)]
      if (faults.length > 0)
        yield { at: name.at, message: `bucket name '${name.value ?? name.toString()}' ${faults.join(', ')}` }
    } else if (prefix) {
      const faults = faultsOf(prefix, longest - shortestRegionalEnd)
      if (faults.length > 0)
        yield {
          at: prefix.at,
          message: `bucket name prefix '${prefix.value ?? prefix.toString()}' ${faults.join(', ')}`,
        }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Letters: { Type: AWS::S3::Bucket, Properties: { BucketName: My_Bucket } } # <- bucket name 'My_Bucket' holds 'M', '_', 'B'
        Ends: { Type: AWS::S3::Bucket, Properties: { BucketName: .a- } } # <- bucket name '.a-' begins with '.', ends with '-'
        Short: { Type: AWS::S3::Bucket, Properties: { BucketName: ab } } # <- bucket name 'ab' is shorter than 3 characters
        Address: { Type: AWS::S3::Bucket, Properties: { BucketName: 192.168.5.4 } } # <- bucket name '192.168.5.4' is formatted as an IP address
        Alias: { Type: AWS::S3::Bucket, Properties: { BucketName: data-s3alias } } # <- bucket name 'data-s3alias' ends with the reserved '-s3alias'
        Global: { Type: AWS::S3::Bucket, Properties: { BucketName: made-by-an } } # <- bucket name 'made-by-an' ends with '-an', reserved for the account-regional namespace
        Regional:
          Type: AWS::S3::Bucket
          Properties:
            BucketNamespace: account-regional
            BucketName: data # <- bucket name 'data' does not end with '-<account>-<region>-an', as the account-regional namespace asks
        Prefix:
          Type: AWS::S3::Bucket
          Properties:
            BucketNamespace: account-regional
            BucketNamePrefix: a-prefix-that-leaves-no-room-for-the-suffix # <- bucket name prefix 'a-prefix-that-leaves-no-room-for-the-suffix' is longer than 37 characters
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, Prod] }
      Resources:
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Join ['-', [data, !Ref Stage]] # <- bucket name 'data-Prod' holds 'P'
        Half:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub data-\${Stage}-\${AWS::AccountId} # <- bucket name 'data-\${Stage}-\${AWS::AccountId}' holds 'P'
        Known:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub sthree-..\${AWS::AccountId}- # <- bucket name 'sthree-..\${AWS::AccountId}-' ends with '-', has two adjacent periods, begins with the reserved 'sthree-'
        Long:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub the-very-long-name-of-a-bucket-\${AWS::Region}-that-nobody-will-ever-remember-again # <- bucket name 'the-very-long-name-of-a-bucket-\${AWS::Region}-that-nobody-will-ever-remember-again' is longer than 63 characters
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "Company_Data" # <- bucket name 'Company_Data' holds 'C', '_', 'D'
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Name: { Type: String }
        Stage: { Type: String, AllowedValues: [Test, Prod] }
      Mappings:
        Stages:
          Test: { Name: test }
          Prod: { Name: prod }
      Resources:
        Generated: { Type: AWS::S3::Bucket }
        Named: { Type: AWS::S3::Bucket, Properties: { BucketName: my.company-data.-1 } }
        Nothing: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref AWS::NoValue } }
        Given: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }
        Parts: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${AWS::StackName}-\${Name}-logs.\${Name}' } }
        Mapped:
          Type: AWS::S3::Bucket
          Properties: { BucketName: !Join [., [!FindInMap [Stages, !Ref Stage, Name], !ImportValue Domain]] }
        Regional:
          Type: AWS::S3::Bucket
          Properties:
            BucketNamespace: account-regional
            BucketName: !Sub data-\${AWS::AccountId}-\${AWS::Region}-an
        Prefix:
          Type: AWS::S3::Bucket
          Properties: { BucketNamespace: account-regional, BucketNamePrefix: my-company-data }
    `,
    terraform`
      variable "name" {
        type    = string
        default = ""
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "made-up" {
        bucket = var.name
      }
    `,
  ],
})

/** What is wrong with a name, or a part of one, whatever the parts are that nobody knows. */
function faultsOf(name: TextView, most: number = longest): string[] {
  const whole = name.value
  const pieces = whole === undefined ? name.pieces : [{ text: whole, first: true, last: true }]
  const known = pieces.map(({ text }) => text).join('')
  const begin = pieces.find(({ first }) => first)?.text ?? ''
  const end = (most === longest && pieces.find(({ last }) => last)?.text) || ''
  const strange = [...new Set(known.match(/[^a-z0-9.-]/gu))].slice(0, 9)
  const prefix = reservedPrefixes.find(reserved => begin.startsWith(reserved))
  const suffix = reservedSuffixes.find(reserved => end.endsWith(reserved))
  return [
    strange.length > 0 && `holds ${strange.map(character => `'${character}'`).join(', ')}`,
    /^[.-]/.test(begin) && `begins with '${begin.slice(0, 1)}'`,
    /[.-]$/.test(end) && `ends with '${end.slice(-1)}'`,
    pieces.some(({ text }) => text.includes('..')) && 'has two adjacent periods',
    most === longest &&
      whole !== undefined &&
      whole.length < shortest &&
      `is shorter than ${shortest} characters`,
    known.length > most && `is longer than ${most} characters`,
    /^\d{1,3}(?:\.\d{1,3}){3}$/.test(whole ?? '') && 'is formatted as an IP address',
    prefix && `begins with the reserved '${prefix}'`,
    suffix && `ends with the reserved '${suffix}'`,
  ].filter(fault => typeof fault === 'string')
}

/** What is wrong with the end of a name in its namespace. */
function ending(name: TextView, bucket: Bucket): string[] {
  const end = name.value ?? name.pieces.find(({ last }) => last)?.text
  if (end === undefined) return []
  const regional = bucket.properties.BucketNamespace === 'account-regional'
  if (!regional)
    return end.endsWith(regionalSuffix)
      ? [`ends with '${regionalSuffix}', reserved for the account-regional namespace`]
      : []
  const fine =
    name.value === undefined
      ? regionalSuffix.endsWith(end.slice(-regionalSuffix.length))
      : REGIONAL.test(name.value)
  return fine ? [] : ["does not end with '-<account>-<region>-an', as the account-regional namespace asks"]
}
