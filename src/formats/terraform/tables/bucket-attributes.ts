/** What Terraform says of a bucket and CloudFormation has no property for. */
import { of, type BucketProperty } from './bucket-property.ts'
import { grantList } from './grants.ts'
import { publicAccessBlock } from './public-access.ts'
import { first, fixed, group, text, written } from './shape.ts'

const emptyIsNone = { '': undefined }

/** It stands beside the properties. */
export const bucketAttributes: readonly BucketProperty[] = [
  { property: 'AclOwner', companion: of('acl', text('access_control_policy.owner.id')) },
  // Apart from the bucket it is put by a request of its own.
  { property: 'AclIsPut', companion: of('acl', fixed('true')) },
  { property: 'ForceDestroy', inline: text('force_destroy') },
  {
    property: 'Grants',
    companion: of('acl', grantList('access_control_policy.grant', 'grantee.', 'permission')),
    inline: grantList('grant', '', 'permissions'),
  },
  {
    property: 'MfaDelete',
    companion: of(
      'versioning',
      first(
        written('versioning_configuration.mfa_delete', text('versioning_configuration.mfa_delete')),
        fixed('Disabled'),
      ),
    ),
    inline: written('versioning', text('versioning.mfa_delete', { true: 'Enabled', false: undefined })),
  },
  // As it is written, whatever the block of the account turns on.
  { property: 'OwnPublicAccessBlock', companion: of('public_access_block', group(publicAccessBlock)) },
  {
    property: 'RequestPayer',
    companion: of('request_payment_configuration', text('payer')),
    inline: written('request_payer', text('request_payer', emptyIsNone)),
  },
]
