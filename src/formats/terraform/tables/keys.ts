/** Keys of KMS, and the aliases that they are called by. */
import { beside, fixed, known, naming, policy, text, written, type Shapes } from './shape.ts'
import { allTags } from './tags.ts'
import type { Twin } from './twin.ts'

const attributes: Twin['attributes'] = { arn: 'Arn', id: 'name', key_id: 'name' }

const shared: Shapes = { KeyPolicy: written('policy', policy('policy')), Tags: allTags }

const replica: Twin = {
  type: 'AWS::KMS::ReplicaKey',
  attributes,
  shapes: {
    ...shared,
    Enabled: written('enabled', text('enabled')),
    PrimaryKeyArn: naming('primary_key_arn', 'Arn'),
  },
}

/** Types by their Terraform names. */
export const keys: Readonly<Record<string, Twin>> = {
  aws_kms_key: {
    type: 'AWS::KMS::Key',
    attributes,
    shapes: {
      ...shared,
      EnableKeyRotation: text('enable_key_rotation'),
      Enabled: text('is_enabled'),
      KeySpec: text('customer_master_key_spec'),
      KeyUsage: text('key_usage'),
      MultiRegion: written('multi_region', text('multi_region')),
      // The material of keys in a store of their own is not made by KMS: it cannot rotate it.
      Origin: beside('custom_key_store_id', fixed('EXTERNAL')),
      PendingWindowInDays: text('deletion_window_in_days'),
      RotationPeriodInDays: written('rotation_period_in_days', text('rotation_period_in_days')),
    },
  },
  aws_kms_external_key: {
    type: 'AWS::KMS::Key',
    attributes: { arn: 'Arn', id: 'name' },
    shapes: {
      ...shared,
      Enabled: written('enabled', text('enabled')),
      MultiRegion: written('multi_region', text('multi_region')),
      Origin: fixed('EXTERNAL'),
    },
  },
  aws_kms_replica_key: replica,
  aws_kms_replica_external_key: replica,
  aws_kms_alias: {
    type: 'AWS::KMS::Alias',
    attributes: { arn: 'Arn', name: 'name' },
    shapes: {
      AliasName: known('name'),
      TargetKeyId: naming('target_key_id', 'name'),
    },
  },
}
