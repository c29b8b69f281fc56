/**
 * Buckets in the style of before version 4 of the provider, which has no resources of their own for what stands in a
 * bucket's blocks. Source: registry.terraform.io, "Terraform AWS Provider Version 4 Upgrade Guide".
 */
import type { Expression } from '../../../syntax/hcl/ast.ts'
import type { Instance } from '../configuration/instance.ts'
import { literalText } from '../configuration/folder.ts'
import type { Module } from '../configuration/module.ts'
import { bucketProperties } from '../tables/bucket.ts'
import { pathsOf } from '../tables/writing.ts'
import { blocksIn } from './desk.ts'

/** Version constraints that no version from 4 on meets: `~> 3.0`, `< 4.0.0`, `3.76.1`. */
const BEFORE_4 = /(?:^|,)\s*(?:(?:~>|=)?\s*[0-3](?:\.|$)|<\s*4(?:\.0)*\s*(?:,|$)|<=?\s*[0-3](?:\.|$))/

/** Whether what a bucket says more is to be written in its own block. */
export function isOldStyle({ type, block, module }: Instance): boolean {
  if (type !== 'aws_s3_bucket') return false
  const { attributes, blocks } = block.body
  const written = new Set([...attributes.keys(), ...blocks.map(each => each.type)])
  const inline = bucketProperties.flatMap(({ companion, inline: own }) =>
    companion && own ? pathsOf(own).map(path => path.split('.')[0] ?? path) : [],
  )
  return inline.some(name => written.has(name)) || [module, module.root.main].some(isBoundToOld)
}

function isBoundToOld(module: Module): boolean {
  return blocksIn(module)
    .filter(({ type }) => type === 'terraform')
    .flatMap(({ body }) => body.blocks.filter(({ type }) => type === 'required_providers'))
    .some(({ body }) => {
      const aws = body.attributes.get('aws')?.value
      const version =
        aws?.kind === 'object' ? aws.entries.find(({ key }) => isNamed(key, 'version'))?.value : aws
      return BEFORE_4.test(literalText(version) ?? '')
    })
}

function isNamed(key: Expression, name: string): boolean {
  return (key.kind === 'name' ? key.name : literalText(key)) === name
}
