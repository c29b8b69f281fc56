/** How a template names resources: its own by functions, buckets of others by the names that they are given. */
import type { Reference } from '../../../model/change.ts'
import type { Resource } from '../../../model/resource.ts'
import { explore } from '../../../model/world.ts'
import type { Template } from '../template.ts'
import { NoRoom } from './no-room.ts'
import { Call, type NameOf } from './tree.ts'
import { waitsFor } from './waiting.ts'

/** How ARNs begin of types that have no attribute for them; what `Ref` gives follows. */
const ARNS: Readonly<Record<string, string>> = {
  'AWS::CloudFront::Distribution': 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/',
}

/**
 * Names resources in a template. In the text of a resource, the writer, what waits for it is called by the name that
 * it is given. Throws `NoRoom` for one that it cannot name.
 */
export function namesIn(template: Template, writer?: string): NameOf {
  return ({ resource, attribute, after }: Reference) => {
    const { id } = resource
    const isOwn = template.resources.get(id) === resource
    if (isOwn && attribute === 'Account') return new Call('Ref', 'AWS::AccountId')
    const isWaiting = writer !== undefined && waitsFor(template, id, writer)
    if (!isOwn || isWaiting) return nameFromAfar(resource, attribute, after)
    if (attribute === 'Ref')
      return after === '' ? new Call('Ref', id) : new Call('Fn::Sub', `\${${id}}${after}`)
    if (Object.hasOwn(ARNS, resource.type))
      return new Call('Fn::Sub', (ARNS[resource.type] ?? '') + `\${${id}}${after}`)
    return after === '' ? new Call('Fn::GetAtt', `${id}.Arn`) : new Call('Fn::Sub', `\${${id}.Arn}${after}`)
  }
}

function nameFromAfar(resource: Resource, attribute: Reference['attribute'], after: string) {
  const isNameable = resource.type === 'AWS::S3::Bucket' && attribute !== 'Account'
  const name = isNameable ? literalName(resource) : undefined
  if (name === undefined) throw new NoRoom()
  return attribute === 'Ref'
    ? name + after
    : new Call('Fn::Sub', `arn:\${AWS::Partition}:s3:::${name}${after}`)
}

/** The name that a bucket is given, if that is the same however it is deployed. */
function literalName({ properties }: Resource): string | undefined {
  const { leaves, complete } = explore(world => {
    const plain = properties.read(world)
    const name = plain.kind === 'record' ? plain.entry('BucketName')?.value.read(world) : undefined
    return { name: name?.kind === 'text' ? world.resolve(name.text).literal : undefined }
  })
  const names = new Set(leaves.map(({ result }) => result.name))
  const [only] = names
  return complete && names.size === 1 ? only : undefined
}
