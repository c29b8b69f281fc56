/** What rules tell the authors of CDK programs to write exists in the pinned version of CDK. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'

const library = join(import.meta.dirname, '../../node_modules/aws-cdk-lib')

/** The modules that remedies speak of; what CDK generates from CloudFormation's schemas is not meant. */
const modules = [
  's3',
  'iam',
  'kms',
  'ec2',
  'lambda',
  'cloudfront',
  'cloudfront-origins',
  'cloudtrail',
  'backup',
]
const folders = [...modules.map(name => `aws-${name}/lib`), 'core/lib', 'cx-api/lib']

const declared = new Set(
  folders
    .flatMap(folder =>
      readdirSync(join(library, folder))
        .filter(name => name.endsWith('.d.ts') && !name.endsWith('.generated.d.ts'))
        .map(name => readFileSync(join(library, folder, name), 'utf8')),
    )
    .flatMap(text => text.replaceAll(/\/\*[^]*?\*\//g, '').match(/\w+/g) ?? []),
)

/** Names in code: `versioned` before a colon, `addToResourcePolicy`, `BUCKET_OWNER_ENFORCED`, `BlockPublicAccess`. */
const NAME = /\b(?:[a-z]+(?=:)|[a-zA-Z][a-z0-9]*[A-Z]\w*|[A-Z]+_\w+)\b/g

const remedies = Object.entries(rules).flatMap(([id, { rule }]): [string, string][] =>
  rule.remedyInCdk === undefined ? [] : [[id, rule.remedyInCdk]],
)

test.each(remedies)('%s: %s', (_, remedy) => {
  expect(remedy).toMatch(/\.$/)
  const code = remedy.replaceAll(/'[^']*'|CloudFront/g, '')
  const words = code.match(NAME) ?? []
  expect(words.length).toBeGreaterThan(0)
  expect(words.filter(word => !declared.has(word))).toEqual([])
})
