/** Resources and the units they are deployed in, as a format read them. */
import type { Writer } from './change.ts'
import type { Construct } from './construct.ts'
import type { Reason, Text } from './text.ts'
import type { Origin, Value } from './value.ts'
import type { World } from './world.ts'

/** What is deployed together: a template with its nested stacks, a cloud assembly, a Terraform root. */
export interface Unit {
  /** How reports call it: the path of the file or folder it is read from. */
  readonly name: string
  readonly resources: readonly Resource[]
  /** Set where resources and properties may be added that are not written: by a macro, or a module of another tool. */
  readonly open?: Reason | undefined
}

/** One resource of a unit. `properties` speaks the CloudFormation schema of its type, whatever the dialect. */
export interface Resource {
  /** CloudFormation type name, such as `AWS::S3::Bucket`. */
  readonly type: string
  /** Logical id, or Terraform address. */
  readonly id: string
  /** Logical id or block header. */
  readonly at: Origin
  readonly unit: Unit
  readonly region: Text
  readonly account: Text
  readonly properties: Value
  /** Attributes beside the properties: `DeletionPolicy`, `DependsOn`, `Metadata`. */
  readonly attributes: Value
  /** What made it, where a program wrote the template. */
  readonly construct?: Construct | undefined
  /** Set where something that nobody can read may say more of it: a module from elsewhere that it is given to. */
  readonly open?: Reason | undefined
  /** The blocks that bring in the modules that it stands in, the innermost first. */
  readonly callers?: readonly Origin[] | undefined
  /** Writes changes into the text that it was read from; without one it was made by a program, or expanded. */
  readonly write?: Writer | undefined
  /** Whether it exists in the world; takes the decision of its own condition. */
  exists(world: World): boolean
}
