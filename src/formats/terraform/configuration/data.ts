/** What expressions read of data sources: those that a configuration alone decides; the rest only AWS knows. */
import { CLOUDFRONT_LOGS, CLOUDFRONT_LOGS_IN_CHINA } from '../../../data/log-delivery.ts'
import { arnOf, partitionOf } from '../../../model/partition.ts'
import { Text } from '../../../model/text.ts'
import { constant, unknown, type Plain, type Property, type Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { settled } from './expression/settled.ts'
import type { Instance } from './instance.ts'
import { policyDocument } from './policy-document.ts'

/** An attribute of a data source; `undefined` where nobody but AWS knows. */
type Reading = (instance: Instance, key: string, world: World) => Plain | undefined

const readings: Readonly<Record<string, Reading>> = {
  aws_iam_policy_document: (instance, key) =>
    ['json', 'minified_json'].includes(key) ? policyDocument(instance) : undefined,
  aws_cloudfront_log_delivery_canonical_user_id: (instance, key) => {
    if (key !== 'id') return undefined
    const { name } = partitionOf(instance.module.root.regionOf(instance))
    return textOf(Text.of(name === 'aws-cn' ? CLOUDFRONT_LOGS_IN_CHINA : CLOUDFRONT_LOGS))
  },
  aws_caller_identity: (instance, key) =>
    ['account_id', 'id'].includes(key) ? textOf(instance.module.root.accountOf(instance)) : undefined,
  aws_region: (instance, key) =>
    ['name', 'region', 'id'].includes(key) ? textOf(instance.module.root.regionOf(instance)) : undefined,
  aws_partition: (instance, key) => {
    const { name, domain } = partitionOf(instance.module.root.regionOf(instance))
    if (['partition', 'id'].includes(key)) return textOf(Text.of(name))
    return key === 'dns_suffix' ? textOf(Text.of(domain)) : undefined
  },
  aws_s3_bucket: (instance, key, world) => {
    const written = instance.body.entry('bucket')
    const name = written && settled(written.value).read(world)
    if (name?.kind !== 'text') return undefined
    if (key === 'id' || key === 'bucket') return name
    if (key === 'arn') return textOf(arnOf(instance.module.root.regionOf(instance), 's3:::', name.text))
    return key === 'bucket_domain_name' ? textOf(Text.of(name.text, '.s3.amazonaws.com')) : undefined
  },
}

/** A data source as a record of all that can be read of it. */
export function dataAttribute(instance: Instance): Value {
  const reading = Object.hasOwn(readings, instance.type) ? readings[instance.type] : undefined
  const entry = (key: string): Property => {
    const written = instance.body.entry(key)
    const otherwise = written?.value ?? constant(instance.at, outside(instance, key))
    const value: Value = {
      origin: otherwise.origin,
      read: world => reading?.(instance, key, world) ?? otherwise.read(world),
    }
    return { at: written?.at ?? instance.at, value }
  }
  return constant(instance.at, { kind: 'record', keys: [], entry })
}

/** What lies outside of the configuration: no resource of it can be meant. */
function outside({ address, module }: Instance, key: string): Plain {
  return unknown({ label: `${address}.${key}` }, `tf-outside:${module.root.path}:${address}.${key}`)
}

function textOf(text: Text): Plain {
  return { kind: 'text', text }
}
