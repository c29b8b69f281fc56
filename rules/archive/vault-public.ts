import {
  conjoined,
  publicUseOfVault,
  resourceRule,
  terraform,
  type VaultPolicyProperties,
} from '../../src/rule.ts'

export default resourceRule<VaultPolicyProperties>({
  on: ['AWS::Glacier::Vault', 'AWS::Glacier::VaultLock'],
  title: 'Anyone may use the vault',
  severity: 'critical',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'A vault policy for everyone lets any AWS account read, delete or replace what was archived to be kept.',
  remedy: 'Name the accounts or roles in Principal, or limit the statement by aws:PrincipalOrgID.',
  refs: [
    'amazonglacier/latest/dev/vault-access-policy.html',
    'amazonglacier/latest/dev/vault-lock-policy.html',
  ],
  controls: ['NIST 800-53 AC-3'],
  *check(vault) {
    for (const { at, actions, witness } of publicUseOfVault(vault))
      yield { at, message: `anyone with an AWS account may call ${conjoined(actions)}`, witness }
  },
  bad: [
    terraform`
      resource "aws_glacier_vault" "records" {
        name = "records"
        access_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [
            { # <- anyone with an AWS account may call glacier:InitiateJob and glacier:GetJobOutput
              Effect    = "Allow"
              Principal = "*"
              Action    = ["glacier:InitiateJob", "glacier:GetJobOutput"]
              Resource  = "arn:aws:glacier:eu-west-1:111122223333:vaults/records"
            },
          ]
        })
      }
    `,
    terraform`
      data "aws_iam_policy_document" "records" {
        statement { # <- anyone with an AWS account may call glacier:DeleteVault and glacier:DeleteArchive
          actions   = ["glacier:Delete*"]
          resources = ["\${aws_glacier_vault.records.arn}"]
          principals {
            type        = "AWS"
            identifiers = ["*"]
          }
        }
      }
      resource "aws_glacier_vault" "records" {
        name = "records"
      }
      resource "aws_glacier_vault_lock" "records" {
        vault_name    = aws_glacier_vault.records.name
        complete_lock = true
        policy        = data.aws_iam_policy_document.records.json
      }
    `,
  ],
  good: [
    terraform`
      variable "organization" { type = string }
      variable "reader" { type = string }
      data "aws_caller_identity" "current" {}

      resource "aws_glacier_vault" "records" {
        name = "records"
        access_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Effect    = "Allow"
              Principal = "*"
              Action    = "glacier:*"
              Resource  = "*"
              Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization } }
            },
            {
              Effect    = "Allow"
              Principal = { AWS = ["arn:aws:iam::\${data.aws_caller_identity.current.account_id}:root", var.reader] }
              Action    = "glacier:*"
              Resource  = "*"
            },
            { Effect = "Deny", Principal = "*", Action = "glacier:DeleteArchive", Resource = "*" },
          ]
        })
      }
      resource "aws_glacier_vault" "plain" {
        name = "plain"
      }
      data "aws_iam_policy_document" "elsewhere" {
        source_policy_documents = [var.organization]
      }
    `,
  ],
})
