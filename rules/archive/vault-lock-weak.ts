import { keepsNothing, resourceRule, terraform, type PropertiesOf } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::Glacier::VaultLock'>>({
  on: 'AWS::Glacier::VaultLock',
  title: 'Vault lock that keeps no archive from being deleted',
  severity: 'low',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'A lock is there to keep archives for as long as rules or laws ask: one that denies no deletion can be neither changed nor of use.',
  remedy:
    'Deny glacier:DeleteArchive to everyone, where needed while NumericLessThan glacier:ArchiveAgeInDays.',
  refs: ['amazonglacier/latest/dev/vault-lock-policy.html', 'amazonglacier/latest/dev/vault-lock.html'],
  controls: [],
  *check(lock) {
    if (keepsNothing(lock))
      yield {
        at: lock.properties.at('Policy'),
        message: 'the lock policy lets archives of every age be deleted',
      }
  },
  bad: [
    terraform`
      resource "aws_glacier_vault" "records" {
        name = "records"
      }
      resource "aws_glacier_vault_lock" "records" {
        vault_name    = aws_glacier_vault.records.name
        complete_lock = true
        policy = jsonencode({ # <- the lock policy lets archives of every age be deleted
          Version = "2012-10-17"
          Statement = [
            { Effect = "Deny", Principal = "*", Action = "glacier:DeleteVault", Resource = aws_glacier_vault.records.arn },
            { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "glacier:*", Resource = aws_glacier_vault.records.arn },
          ]
        })
      }
    `,
  ],
  good: [
    terraform`
      variable "policy" { type = string }
      resource "aws_glacier_vault" "records" {
        name = "records"
      }
      resource "aws_glacier_vault_lock" "records" {
        vault_name    = aws_glacier_vault.records.name
        complete_lock = true
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Effect    = "Deny"
              Principal = "*"
              Action    = ["glacier:DeleteArchive"]
              Resource  = aws_glacier_vault.records.arn
              Condition = { NumericLessThan = { "glacier:ArchiveAgeInDays" = "365" } }
            },
          ]
        })
      }
      resource "aws_glacier_vault_lock" "all" {
        vault_name    = "all"
        complete_lock = true
        policy        = jsonencode({ Statement = { Effect = "Deny", Principal = { AWS = "*" }, Action = "glacier:Delete*", Resource = "*" } })
      }
    `,
  ],
})
