import { resourceRule, terraform, type PropertiesOf } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::Glacier::VaultLock'>>({
  on: 'AWS::Glacier::VaultLock',
  title: 'Vault lock that falls off after a day',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'A lock that is begun and not completed is there for testing: after 24 hours it is gone, and the archives can be deleted again.',
  remedy: 'Set complete_lock to true once the policy is tested; from then on nobody can change it.',
  refs: ['amazonglacier/latest/dev/vault-lock.html', 'amazonglacier/latest/dev/vault-lock-how-to-api.html'],
  controls: [],
  *check(lock) {
    if (!lock.properties.CompleteLock)
      yield {
        at: lock.properties.at('CompleteLock'),
        message: 'the lock is not completed: it is gone 24 hours after it was begun',
      }
  },
  bad: [
    terraform`
      variable "complete" {
        type    = bool
        default = false
      }
      resource "aws_glacier_vault_lock" "records" {
        vault_name    = "records"
        complete_lock = false # <- the lock is not completed: it is gone 24 hours after it was begun
        policy        = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "glacier:DeleteArchive", Resource = "*" }] })
      }
      resource "aws_glacier_vault_lock" "tested" {
        vault_name    = "tested"
        complete_lock = var.complete # <- the lock is not completed: it is gone 24 hours after it was begun
        policy        = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "glacier:DeleteArchive", Resource = "*" }] })
      }
    `,
  ],
  good: [
    terraform`
      resource "aws_glacier_vault_lock" "records" {
        vault_name    = "records"
        complete_lock = true
        policy        = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "glacier:DeleteArchive", Resource = "*" }] })
      }
      resource "aws_glacier_vault" "plain" {
        name = "plain"
      }
    `,
  ],
})
