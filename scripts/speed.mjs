// Measures the built command: processor time and memory of start-up, of one template and of estates made here. The same
// every time, so that one can compare from commit to commit: `node scripts/speed.mjs`, after `npm run build`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(import.meta.resolve('../dist/cli.mjs'))

/** Writes what a process used to its fourth stream when it ends. */
const meter = `import { writeSync } from 'node:fs'
process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())))`

/** Processor time in milliseconds, children and other threads included, and the most memory held in mebibytes. */
function used(args) {
  const { output, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(meter)}`, ...args],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  if (status === null || status > 1) throw new Error(`exit status ${status}: ${args.join(' ')}`)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(output[3])
  return { cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }
}

/** Tells the least of several runs: whatever else the machine does only adds. */
function tell(name, runs, args) {
  const all = Array.from({ length: runs }, () => used(args))
  const columns = [
    Math.min(...all.map(({ cpu }) => cpu)).toFixed(),
    Math.min(...all.map(({ memory }) => memory)).toFixed(),
  ]
  process.stdout.write(`${name.padEnd(26)}${columns.map(column => column.padStart(8)).join('')}\n`)
}

/** A template whose bucket differs by what the bits of its number say. */
function template(number) {
  const has = bit => ((number >> bit) & 1) === 1
  return `Parameters:
  Stage: { Type: String, Default: dev${has(0) ? ', AllowedValues: [dev, test, prod]' : ''} }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: ${has(1) ? `!Sub 'data-${number}-\${Stage}'` : `data-${number}`}
      VersioningConfiguration: { Status: ${has(2) ? '!If [IsProd, Enabled, Suspended]' : 'Enabled'} }
${has(3) ? '      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }] }\n' : ''}${has(4) ? '      LifecycleConfiguration: { Rules: [{ Id: old, Status: Enabled, ExpirationInDays: 365, Transitions: [{ StorageClass: STANDARD_IA, TransitionInDays: 30 }] }] }\n' : ''}${has(5) ? '      NotificationConfiguration: { TopicConfigurations: [{ Event: s3:ObjectCreated:*, Topic: !Ref Topic }] }\n' : ''}${has(6) ? '      LoggingConfiguration: { DestinationBucketName: !Ref Logs, LogFilePrefix: data/ }\n' : ''}  Logs: { Type: AWS::S3::Bucket }
  Topic: { Type: AWS::SNS::Topic }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
            Condition: { Bool: { aws:SecureTransport: 'false' } }
          - Effect: Allow
            Principal: { AWS: ${has(7) ? "'*'" : "'arn:aws:iam::111122223333:role/reader'"} }
            Action: [s3:GetObject, s3:ListBucket]
            Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
${has(8) ? '            Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }\n' : ''}`
}

/** A module for a bucket, and a root that calls it for many. */
const module = `variable "name" { type = string }
variable "versioned" { default = true }
resource "aws_s3_bucket" "this" { bucket = var.name }
resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration { status = var.versioned ? "Enabled" : "Suspended" }
}
resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Deny", Principal = "*", Action = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, "\${aws_s3_bucket.this.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
`
const call = number => `module "data_${number}" {
  source    = "./bucket"
  name      = "data-${number}"
  versioned = ${number % 2 === 0}
}
`

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-speed-'))

/** Writes a file of the estates and answers its path. */
function put(path, text) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

try {
  const one = put('one/template.yaml', template(0b101011110))
  for (let number = 0; number < 1000; number++) put(`many/stack-${number}.yaml`, template(number))
  put('terraform/bucket/main.tf', module)
  put('terraform/main.tf', Array.from({ length: 100 }, (_, number) => call(number)).join(''))
  const empty = put('empty.mjs', '')
  process.stdout.write(`${' '.repeat(26)}  CPU ms     MiB\n`)
  tell('node alone', 11, [empty])
  tell('--version', 11, [cli, '--version'])
  tell('one template', 11, [cli, one])
  tell('1,000 templates', 1, [cli, join(folder, 'many')])
  tell('100 buckets in Terraform', 3, [cli, join(folder, 'terraform')])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
