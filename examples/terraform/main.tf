# Where the shop keeps its orders, with access logs and a copy in another region.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "backup"
  region = "eu-central-1"
}

variable "stage" {
  type    = string
  default = "dev"

  validation {
    condition     = contains(["dev", "test", "prod"], var.stage)
    error_message = "The stage is dev, test or prod."
  }
}

module "orders" {
  source    = "./bucket"
  name      = "shop-orders-${var.stage}"
  versioned = var.stage == "prod"
  key_arn   = aws_kms_key.orders.arn
}

module "logs" {
  source       = "./bucket"
  name         = "shop-logs-${var.stage}"
  expire_after = 90
}

module "backup" {
  source    = "./bucket"
  providers = { aws = aws.backup }
  name      = "shop-orders-backup-${var.stage}"
  versioned = true
}

resource "aws_kms_key" "orders" {
  enable_key_rotation = true
}

resource "aws_s3_bucket_logging" "orders" {
  bucket        = module.orders.id
  target_bucket = module.logs.id
  target_prefix = "orders/"
}

resource "aws_s3_bucket_logging" "backup" {
  bucket        = module.backup.id
  target_bucket = module.logs.id
  target_prefix = "backup/"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = module.logs.id
  policy = data.aws_iam_policy_document.logs.json
}

data "aws_iam_policy_document" "logs" {
  source_policy_documents = [module.logs.https_only]

  statement {
    sid       = "AccessLogs"
    actions   = ["s3:PutObject"]
    resources = ["${module.logs.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = [module.orders.arn, module.backup.arn]
    }
  }
}
