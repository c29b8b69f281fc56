import {
  change,
  cloudformation,
  gone,
  resourceRule,
  rewrite,
  tagBounds,
  type TextView,
  terraform,
} from '../../src/rule.ts'

interface Tagged {
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[]
}

export default resourceRule<Tagged>({
  title: 'Tags that AWS does not take',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'AWS refuses tags that break its rules, and with them the whole resource: the deployment stops and rolls back.',
  remedy:
    "Use at most 50 tags, each key once, of 1 to 128 characters (values up to 256), none beginning with 'aws:'.",
  refs: ['AmazonS3/latest/API/API_control_Tag.html', 'AmazonS3/latest/userguide/CostAllocTagging.html'],
  controls: [],
  on: [
    'AWS::S3::AccessPoint',
    'AWS::S3::Bucket',
    'AWS::S3Express::DirectoryBucket',
    'AWS::S3Tables::TableBucket',
    'AWS::S3Vectors::VectorBucket',
  ],
  *check(tagged) {
    const { properties } = tagged
    const { Tags: tags = [] } = properties
    if (tags.length > tagBounds.most)
      yield {
        at: properties.at('Tags'),
        message: `${tags.length} tags are more than the ${tagBounds.most} that a resource can have`,
      }
    // No more of them are looked at than can be there.
    const keys: TextView[] = []
    for (const tag of tags.slice(0, tagBounds.most)) {
      const { Key: key, Value: value } = tag
      if (!key) continue
      const dropped = { change: change('drop the tag', 'safe', rewrite(tagged, tag.at(), gone)) }
      const name = key.value ?? key.toString()
      const isTwice = keys.some(other => other.isSurely(key))
      keys.push(key)
      if (isTwice) yield { at: key.at, message: `tag '${name}' is there twice` }
      else if (startOf(key).toLowerCase().startsWith(tagBounds.reservedPrefix))
        yield {
          at: key.at,
          message: `tag '${name}' begins with the reserved '${tagBounds.reservedPrefix}'`,
          ...dropped,
        }
      else if (key.value === '') yield { at: key.at, message: 'the key of a tag is empty', ...dropped }
      else if (leastLength(key) > tagBounds.longestKey)
        yield { at: key.at, message: `the key of a tag is longer than ${tagBounds.longestKey} characters` }
      if (value && leastLength(value) > tagBounds.longestValue)
        yield {
          at: value.at,
          message: `the value of tag '${name}' is longer than ${tagBounds.longestValue} characters`,
        }
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            Tags:
              - { Key: stage, Value: prod }
              - Key: aws:owner # <- tag 'aws:owner' begins with the reserved 'aws:'
                Value: data
              - Key: stage # <- tag 'stage' is there twice
                Value: test
              - Key: '' # <- the key of a tag is empty
                Value: none
              - Key: prod
                Value: here
              - Key: !Ref Stage # <- tag 'prod' is there twice
                Value: there
              - Key: a-key-of-a-tag-that-is-longer-than-all-the-keys-that-anybody-will-ever-want-to-have-on-a-bucket-and-than-the-one-hundred-and-twenty-eight # <- the key of a tag is longer than 128 characters
                Value: long
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
        tags = {
          "aws:owner" = "data" # <- tag 'aws:owner' begins with the reserved 'aws:'
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Key: { Type: String }
        Other: { Type: String, Default: owner }
      Resources:
        Untagged:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            Tags:
              - { Key: stage, Value: '' }
              - { Key: Stage, Value: prod }
              - { Key: my:aws:tag, Value: 'aws:x' }
              - { Key: !Ref Key, Value: given }
              - { Key: !Sub '\${Key}-\${Other}', Value: given }
              - { Key: !ImportValue Key, Value: !ImportValue Value }
              - !Ref AWS::NoValue
        Point:
          Type: AWS::S3::AccessPoint
          Properties: { Bucket: !Ref Data, Tags: !ImportValue Tags }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
        tags = {
          team              = "data"
          "company.io/cost" = "7"
        }
      }
    `,
  ],
})

function startOf(text: TextView): string {
  return text.value ?? text.pieces.find(({ first }) => first)?.text ?? ''
}

/** The length of what is known of a text. */
function leastLength(text: TextView): number {
  return Array.from(text.value ?? text.pieces.map(piece => piece.text).join('')).length
}
