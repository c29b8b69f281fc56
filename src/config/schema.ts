/**
 * What a config may hold, as JSON Schema: the types are made of it, `config.schema.json` for editors, and the validator
 * (`node scripts/compile-config-schema.mjs`). A description is what errors say was expected.
 */
import type { FromSchema } from 'json-schema-to-ts'

const severity = {
  description: 'critical, high, medium, low or info',
  type: 'string',
  enum: ['critical', 'high', 'medium', 'low', 'info'],
} as const

const ruleId = { description: 'the id of a rule', type: 'string', pattern: '^[A-Za-z0-9-]{1,100}$' } as const

const rules = {
  description: 'a map of ids of rules to what is done with them',
  type: 'object',
  additionalProperties: {
    description: 'off, a severity or a map with one',
    anyOf: [
      { ...severity, description: 'off or a severity', enum: ['off', ...severity.enum] },
      {
        description: 'a map with severity',
        type: 'object',
        properties: { severity },
        minProperties: 1,
        additionalProperties: false,
      },
    ],
  },
} as const

const globs = {
  description: 'a list of globs',
  type: 'array',
  maxItems: 1000,
  items: { description: 'a glob of at most 256 characters', type: 'string', pattern: '^[^]{1,256}$' },
} as const

/** Of paths, which have `/` on every system. */
const pathGlobs = {
  ...globs,
  items: {
    description: 'a glob of at most 256 characters, with / between folders',
    type: 'string',
    pattern: '^[^\\\\]{1,256}$',
  },
} as const

const preset = {
  description: 'recommended, strict, or the rules of a standard: security-hub, cis, nist, pci-dss',
  type: 'string',
  enum: ['recommended', 'strict', 'security-hub', 'cis', 'nist', 'pci-dss'],
} as const

const region = {
  description: 'a region such as eu-central-1',
  type: 'string',
  pattern: '^[a-z]{2,}(-[a-z]+)+-[0-9]+$',
} as const

const account = {
  description: 'the 12 digits of an account id',
  type: 'string',
  pattern: '^[0-9]{12}$',
} as const

const params = {
  description: 'a map of names of parameters to their values',
  type: 'object',
  additionalProperties: { description: 'the value of a parameter', type: 'string' },
} as const

const path = { description: 'a path', type: 'string', pattern: '\\S' } as const

const rate = { description: 'a number of requests per second', type: 'number', minimum: 0 } as const

export const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Config of bucketlint',
  description: 'a map of settings',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { description: 'what editors know the settings by', type: 'string' },
    extends: {
      description: 'the relative path of a config that this one builds on, or a list of them',
      anyOf: [path, { description: 'a list of paths', type: 'array', items: path }],
    },
    preset,
    rules,
    ignore: pathGlobs,
    overrides: {
      description: 'a list of settings for some files',
      type: 'array',
      items: {
        description: 'a map of settings with files',
        type: 'object',
        properties: { files: pathGlobs, preset, rules, region, account, params },
        required: ['files'],
        additionalProperties: false,
      },
    },
    region,
    account,
    params,
    trustedAccounts: { description: 'a list of account ids', type: 'array', items: account },
    trustedOrganizations: {
      description: 'a list of organization ids',
      type: 'array',
      items: {
        description: 'an organization id such as o-a1b2c3d4e5',
        type: 'string',
        pattern: '^o-[a-z0-9]{10,32}$',
      },
    },
    workloads: {
      description:
        'a map of buckets to their load, each by name, logical id, Terraform address or a glob of these',
      type: 'object',
      additionalProperties: {
        description: 'a map with puts, gets or prefixes',
        type: 'object',
        properties: {
          puts: rate,
          gets: rate,
          prefixes: { description: 'how many prefixes share the load', type: 'integer', minimum: 1 },
        },
        additionalProperties: false,
      },
    },
    lockedRules: { description: 'a list of ids of rules', type: 'array', items: ruleId },
    suppressions: {
      description: 'a list of suppressions',
      type: 'array',
      items: {
        description: 'a map with rules and a reason',
        type: 'object',
        properties: {
          rules: { description: 'a list of ids of rules', type: 'array', items: ruleId },
          addresses: globs,
          files: pathGlobs,
          reason: { description: 'a reason', type: 'string', pattern: '\\S' },
          until: { description: 'the last day, such as 2027-01-31', type: 'string' },
        },
        required: ['rules', 'reason'],
        additionalProperties: false,
      },
    },
    failOn: {
      ...severity,
      description: 'a severity or never',
      enum: [...severity.enum, 'never'],
    },
    baseline: path,
    customRules: { description: 'a list of folders', type: 'array', items: path },
  },
} as const

/** What a config may hold. */
export type Config = FromSchema<typeof schema>
