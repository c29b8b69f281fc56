/** Items that a list shall have too, wherever the list comes from. */
import { describe, expect, test } from 'vitest'
import { also, set } from '../../../src/model/wishes.ts'
import { templateWith, wished } from './writing.ts'

const statement = { Effect: 'Deny', Action: ['s3:*'] }

function stating(before: string, name?: string): string | undefined {
  return wished(
    before,
    resource => set({ resource }, { PolicyDocument: { Statement: also(statement) } }),
    'Logs',
    name,
  )
}

/** The template with this under `Statement`. */
function policy(written: string): string {
  return templateWith(`PolicyDocument:\n  Statement:${written.replaceAll(/\n(?!\n)/g, '\n  ')}\n# end`)
}

function json(written: string): string {
  return `{
  "Resources": {
    "Logs": {
      "Type": "AWS::S3::BucketPolicy",
      "Properties": {
        "PolicyDocument": {
          "Statement": ${written}
        }
      }
    }
  }
}
`
}

describe('a list', () => {
  test.each([
    [
      'further in than its key',
      '\n  - Effect: Allow # a\n    # b\n    Action: x',
      "\n  - Effect: Allow # a\n    # b\n    Action: x\n  - Effect: Deny\n    Action:\n      - 's3:*'",
    ],
    [
      'under its key',
      '\n- Effect: Allow\n  Action:\n  - x',
      "\n- Effect: Allow\n  Action:\n  - x\n- Effect: Deny\n  Action:\n  - 's3:*'",
    ],
    [
      'with conditions in it',
      '\n  - !If [A, { Effect: Allow }, !Ref AWS::NoValue]',
      "\n  - !If [A, { Effect: Allow }, !Ref AWS::NoValue]\n  - Effect: Deny\n    Action:\n      - 's3:*'",
    ],
    ['in brackets', ' [{Effect: Allow}] # a', " [{Effect: Allow}, {Effect: Deny, Action: ['s3:*']}] # a"],
    ['empty', ' []', "\n  - Effect: Deny\n    Action:\n      - 's3:*'"],
    ['null', '', "\n  - Effect: Deny\n    Action:\n      - 's3:*'"],
    [
      'under a condition as a whole',
      ' !If\n    - A\n    -\n      - Effect: Allow\n    - !Ref AWS::NoValue',
      " !If\n    - A\n    -\n      - Effect: Allow\n      - Effect: Deny\n        Action:\n          - 's3:*'\n    - - Effect: Deny\n        Action:\n          - 's3:*'",
    ],
  ])('%s', (_, before, after) => {
    expect(stating(policy(before))).toBe(policy(after))
  })

  test('in JSON', () => {
    expect(stating(json('[{ "Effect": "Allow" }]'), 'a.json')).toBe(
      json('[{ "Effect": "Allow" }, { "Effect": "Deny", "Action": ["s3:*"] }]'),
    )
    expect(
      stating(
        json('[\n            {\n              "Effect": "Allow"\n            }\n          ]'),
        'a.json',
      ),
    ).toBe(
      json(
        '[\n            {\n              "Effect": "Allow"\n            },\n            {\n              "Effect": "Deny",\n              "Action": ["s3:*"]\n            }\n          ]',
      ),
    )
  })
})

describe('a single value becomes the first of a list', () => {
  test.each([
    [
      'a map, with its comments',
      '\n    # a\n    Effect: Allow # b\n\n    # c\n    Action: |\n      x\n\n      y',
      "\n    # a\n    - Effect: Allow # b\n\n      # c\n      Action: |\n        x\n\n        y\n    - Effect: Deny\n      Action:\n        - 's3:*'",
    ],
    [
      'a map in brackets',
      ' { Effect: Allow } # a',
      "\n  - { Effect: Allow } # a\n  - Effect: Deny\n    Action:\n      - 's3:*'",
    ],
    [
      'a map in brackets on many lines',
      ' {\n  Effect: Allow\n}',
      " [\n  {\n    Effect: Allow\n  },\n  {\n    Effect: Deny,\n    Action: ['s3:*']\n  }\n]",
    ],
    ['a text', ' x # a', "\n  - x # a\n  - Effect: Deny\n    Action:\n      - 's3:*'"],
    ['a text of a function', ' !Sub x', "\n  - !Sub x\n  - Effect: Deny\n    Action:\n      - 's3:*'"],
    [
      'a function with lines of its own',
      ' !Sub\n    - x\n    - y: z # a',
      "\n  - !Sub\n      - x\n      - y: z # a\n  - Effect: Deny\n    Action:\n      - 's3:*'",
    ],
    ['an ARN', ' !GetAtt A.Arn', "\n  - !GetAtt A.Arn\n  - Effect: Deny\n    Action:\n      - 's3:*'"],
    [
      'on a side of a condition',
      ' !If\n    - A\n    - Effect: Allow\n      Action: x\n    - b',
      " !If\n    - A\n    - - Effect: Allow\n        Action: x\n      - Effect: Deny\n        Action:\n          - 's3:*'\n    - - b\n      - Effect: Deny\n        Action:\n          - 's3:*'",
    ],
  ])('%s', (_, before, after) => {
    expect(stating(policy(before))).toBe(policy(after))
  })

  test('in JSON', () => {
    expect(stating(json('{ "Effect": "Allow" }'), 'a.json')).toBe(
      json('[{ "Effect": "Allow" }, { "Effect": "Deny", "Action": ["s3:*"] }]'),
    )
    expect(stating(json('{\n            "Effect": "Allow"\n          }'), 'a.json')).toBe(
      json(
        '[\n            {\n              "Effect": "Allow"\n            },\n            {\n              "Effect": "Deny",\n              "Action": ["s3:*"]\n            }\n          ]',
      ),
    )
  })

  test.each(['!Ref Statements', '!Split [a, b]', "'a\n\n    b'"])('there is no room at %j', written => {
    expect(stating(policy(` ${written}`))).toBeUndefined()
  })
})
