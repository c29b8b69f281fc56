/** What plans and configurations say alike of where they are deployed. */
import { Text, type Variable } from '../../model/text.ts'

/** What is known of a deployment before anything is read. */
export interface Given {
  readonly region?: string | undefined
  readonly account?: string | undefined
}

/** Settings of a provider that say who signs in, and so in which account. */
export const LOGIN = [
  'access_key',
  'profile',
  'assume_role',
  'assume_role_with_web_identity',
  'shared_config_files',
  'shared_credentials_files',
  'allowed_account_ids',
]

/** A region or an account that only the deployment knows. */
export function openText(name: 'AWS::Region' | 'AWS::AccountId'): Text {
  return Text.of({ kind: 'variable', variable: { name, label: name } satisfies Variable })
}
