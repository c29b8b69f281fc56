/** What a dialect has to write, or cannot, though it means nothing else: taken away before models are compared. */
import type { Model } from './model.ts'

/** Values that Terraform writes though they are the default, and an absent key in CloudFormation. */
const defaults: Readonly<Record<string, string>> = {
  Enabled: 'true',
  FifoQueue: 'false',
  FifoTopic: 'false',
  Id: '',
  IncludeGlobalServiceEvents: 'true',
  IsLogging: 'true',
  IsOrganizationTrail: 'false',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  LogFilePrefix: '',
  OriginAccessIdentity: '',
  Path: '/',
  Prefix: '',
}

/** What no rule asks for, and is not read from every dialect. */
const unread = new Set([
  'AllowedMethods',
  'CachePolicyId',
  'Code',
  'Description',
  'Handler',
  'KmsMasterKeyId',
  'Runtime',
  'Sid',
  'ViewerCertificate',
])

/** The model as far as it has to be the same in all dialects. */
export function comparable(model: Model): Model {
  const entries = Object.entries(model).filter(([name]) => !name.startsWith('AWS::IAM::RolePolicy '))
  return Object.fromEntries(
    entries.map(([name, own]) => [name, bare({ ...asRecord(own), ...rolePolicies(model, name) })]),
  )
}

/** Terraform writes the inline policies of a role as resources. */
function rolePolicies(model: Model, name: string): object {
  const role = /^AWS::IAM::Role (.+)$/.exec(name)?.[1]
  if (role === undefined) return {}
  const found = Object.values(model)
    .map(asRecord)
    .filter(({ RoleName }) => RoleName === `<${role}>`)
  const [only] = found.map(({ PolicyName, PolicyDocument }) => ({ PolicyName, PolicyDocument }))
  return only ? { Policies: only } : {}
}

function bare(value: unknown): unknown {
  // Order means nothing in the lists of the shop.
  if (Array.isArray(value))
    return value.map(bare).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  const written = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const kept = written.filter(([key, inner]) => defaults[key] !== inner && !unread.has(key))
  const inner = kept.map(([key, each]): [string, unknown] => [key, bare(each)])
  // In a policy of resources anybody with credentials is anybody.
  const alike = inner.map(([key, each]) => [key, key === 'Principal' && isAnyone(each) ? '*' : each])
  return Object.fromEntries(alike.filter(([, each]) => !isEmpty(each)))
}

function isAnyone(principal: unknown): boolean {
  return JSON.stringify(principal) === '{"AWS":"*"}'
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
