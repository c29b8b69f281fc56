/** Resources by names that are the same in every dialect: `OrdersPolicy`, in camel case without a hash. */
import type { Estate } from '../../src/model/estate.ts'
import type { Resource } from '../../src/model/resource.ts'

/** What resources are called, one by one and in text. */
export interface Names {
  of(resource: Resource): string
  in(text: string): string
}

export function namesIn(estate: Estate): Names {
  const resources = estate.units.flatMap(unit => unit.resources)
  const names = new Map(resources.map(resource => [resource.id, nameOf(resource)]))
  const ids = [...names.keys()].sort((a, b) => b.length - a.length)
  return {
    of: nameOf,
    in: text => ids.reduce((told, id) => told.replaceAll(id, names.get(id) ?? id), text),
  }
}

function nameOf({ id, construct }: Resource): string {
  if (construct) return construct.path.split('/').slice(1).filter(isOwn).join('')
  const terraform = /^aws_\w+\.(\w+)$/.exec(id)?.[1]
  if (terraform === undefined) return id
  return terraform.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** Steps of construct paths that CDK adds for the resource behind a construct. */
function isOwn(step: string): boolean {
  return step !== 'Resource'
}
