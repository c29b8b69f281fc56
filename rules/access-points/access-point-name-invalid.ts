import {
  accessPointNames,
  cloudformation,
  resourceRule,
  type PropertiesOf,
  type TextView,
  terraform,
} from '../../src/rule.ts'

type Properties = PropertiesOf<
  'AWS::S3::AccessPoint' | 'AWS::S3::MultiRegionAccessPoint' | 'AWS::S3ObjectLambda::AccessPoint'
>

const { shortest, reservedSuffixes } = accessPointNames
const longest: Readonly<Record<string, number>> = accessPointNames.longest

export default resourceRule<Properties>({
  title: 'Access point name is one that S3 does not take',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 refuses to create an access point whose name breaks its rules, and the deployment stops and rolls back.',
  remedy:
    "Use 3 to 50 lower-case letters, digits and '-' (45 for Object Lambda), beginning and ending with a letter or digit.",
  refs: [
    'AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html',
    'AmazonS3/latest/userguide/multi-region-access-point-naming.html',
  ],
  controls: [],
  on: ['AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint', 'AWS::S3ObjectLambda::AccessPoint'],
  *check({ properties: { Name: name }, resource }) {
    const faults = name ? faultsOf(name, longest[resource.type] ?? Infinity) : []
    if (name && faults.length > 0)
      yield {
        at: name.at,
        message: `access point name '${name.value ?? name.toString()}' ${faults.join(', ')}`,
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, Prod] }
      Resources:
        Letters:
          Type: AWS::S3::AccessPoint
          Properties:
            Bucket: data
            Name: My.Point # <- access point name 'My.Point' holds 'M', '.', 'P'
        Alias:
          Type: AWS::S3::AccessPoint
          Properties:
            Bucket: data
            Name: data-s3alias # <- access point name 'data-s3alias' ends with the reserved '-s3alias'
        Sometimes:
          Type: AWS::S3::MultiRegionAccessPoint
          Properties:
            Regions: [{ Bucket: data }]
            Name: !Ref Stage # <- access point name 'Prod' holds 'P'
        Long:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration: {}
            Name: !Sub a-name-that-nobody-will-ever-remember-again-\${AWS::StackName}-at-all # <- access point name 'a-name-that-nobody-will-ever-remember-again-\${AWS::StackName}-at-all' is longer than 45 characters
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "My_Data" # <- access point name 'My_Data' holds 'M', '_', 'D'
        bucket = aws_s3_bucket.data.id
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Name: { Type: String }
      Resources:
        Unnamed:
          Type: AWS::S3::AccessPoint
          Properties: { Bucket: data }
        Named:
          Type: AWS::S3::AccessPoint
          Properties: { Bucket: data, Name: 3-readers }
        Given:
          Type: AWS::S3::AccessPoint
          Properties: { Bucket: data, Name: !Sub '\${Name}-\${AWS::Region}' }
        Imported:
          Type: AWS::S3::MultiRegionAccessPoint
          Properties: { Regions: [{ Bucket: data }], Name: !ImportValue Name }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_access_point" "data" {
        name   = "data"
        bucket = aws_s3_bucket.data.id
      }
    `,
  ],
})

/** What is wrong with a name, whatever the parts are that nobody knows. */
function faultsOf(name: TextView, most: number): string[] {
  const whole = name.value
  const pieces = whole === undefined ? name.pieces : [{ text: whole, first: true, last: true }]
  const known = pieces.map(({ text }) => text).join('')
  const begin = pieces.find(({ first }) => first)?.text ?? ''
  const end = pieces.find(({ last }) => last)?.text ?? ''
  const strange = [...new Set(known.match(/[^a-z0-9-]/gu))].slice(0, 9)
  const suffix = reservedSuffixes.find(reserved => end.endsWith(reserved))
  return [
    strange.length > 0 && `holds ${strange.map(character => `'${character}'`).join(', ')}`,
    begin.startsWith('-') && "begins with '-'",
    end.endsWith('-') && "ends with '-'",
    whole !== undefined && whole.length < shortest && `is shorter than ${shortest} characters`,
    known.length > most && `is longer than ${most} characters`,
    suffix && `ends with the reserved '${suffix}'`,
  ].filter(fault => typeof fault === 'string')
}
