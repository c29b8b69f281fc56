/** What rules tell the authors of Terraform to write are names that the Terraform readers know. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'

const tables = join(import.meta.dirname, '../../src/formats/terraform/tables')

const known = new Set(
  readdirSync(tables)
    .map(name => readFileSync(join(tables, name), 'utf8'))
    .flatMap(text => text.match(/\b[a-z0-9]+(?:_[a-z0-9]+)*\b/g) ?? []),
)

/** The tables call the companions of a bucket by what follows this. */
const BESIDE_BUCKET = /^aws_s3_bucket_/

/** Resource types, blocks and arguments: whatever has an underscore and is no value in quotes. */
const NAME = /\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g

const remedies = Object.entries(rules).flatMap(([id, { rule }]): [string, string][] =>
  rule.remedyInTerraform === undefined ? [] : [[id, rule.remedyInTerraform]],
)

function isKnown(name: string): boolean {
  return known.has(name) || known.has(name.replace(BESIDE_BUCKET, ''))
}

test.each(remedies)('%s: %s', (_, remedy) => {
  expect(remedy).toMatch(/\.$/)
  const names = remedy.replaceAll(/"[^"]*"/g, '').match(NAME) ?? []
  expect(names.filter(name => !isKnown(name))).toEqual([])
})
