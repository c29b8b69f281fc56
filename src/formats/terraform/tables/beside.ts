/** The configuration that a plan was made of, where it lies beside it: what the two dialects of this folder share. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import type { Resource } from '../../../model/resource.ts'

export interface Beside {
  /** The block of a resource, by the address of an instance. */
  block(address: string): Block | undefined
  /** The resource as the configuration alone says it. */
  resource(type: string, address: string): Resource | undefined
}
