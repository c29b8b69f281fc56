/** Whether a suppression is about a finding. */
import type { Finding } from '../finding.ts'
import type { Scope } from '../model/directive.ts'

/** Nobody writes longer ones by their parts. */
const LONGEST_ADDRESS = 2000

/** Whether a scope covers a finding. */
export function covers(scope: Scope, { location, resource }: Finding): boolean {
  const file = resource.file ?? location.file
  switch (scope.kind) {
    case 'range':
      return (
        location.file === scope.file &&
        compare(scope.start, location) <= 0 &&
        // A value that ends where it starts, a key without one, covers its own place.
        (compare(location, scope.end) < 0 || compare(location, scope.start) === 0)
      )
    case 'resource':
      return file === scope.file && isPartOf(resource.address, scope.address)
    case 'construct':
      return resource.construct === scope.path || (resource.construct?.startsWith(`${scope.path}/`) ?? false)
    case 'file':
      return file === scope.file || location.file === scope.file
    case 'selection':
      return scope.file(file) && [resource.address, resource.construct].some(it => isNamed(it, scope.address))
  }
}

/** Whether an address is that of an instance (`name["key"]`), or of what is in a module of that address. */
function isPartOf(address: string, whole: string): boolean {
  return address.startsWith(whole) && /^(?:$|[.[])/.test(address.slice(whole.length))
}

/** Whether the address, or that of what it is an instance or part of, is one of those. */
function isNamed(address: string | undefined, isOne: (address: string) => boolean): boolean {
  if (address === undefined) return false
  if (address.length > LONGEST_ADDRESS) return isOne(address)
  const cuts = Array.from(address.matchAll(/(?<=[^.])[.[/]/g), ({ index }) => address.slice(0, index))
  return [address, ...cuts].some(isOne)
}

interface Mark {
  readonly line: number
  readonly column: number
}

function compare(a: Mark, b: Mark): number {
  return a.line - b.line || a.column - b.column
}
