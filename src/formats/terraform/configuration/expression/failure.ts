/** How the evaluation of an expression ends without a value. Nothing here leaves the folder but as unknown values. */
import type { Text } from '../../../../model/text.ts'
import { hingeOf, type Reason } from '../../../../model/text.ts'

/** Thrown where Terraform refuses an expression; what `try` and `can` ask for. */
export class Failure extends Error {}

/** Thrown where a result cannot be known; `id` where it is the same for all expressions that end so. */
export class Unclear extends Error {
  readonly reason: Reason
  readonly id: string | undefined

  constructor(reason: Reason, id?: string) {
    super(reason.label)
    this.reason = reason
    this.id = id
  }

  /** What hinges on a text that is not known. */
  static about(text: Text): Unclear {
    return new Unclear(hingeOf(text) ?? { label: `the text ${text.toString()}` })
  }
}

/** Thrown where a result would cost more than it may: `bound` says what would be beyond which bound. */
export class Beyond extends Unclear {
  constructor(bound: string) {
    super({ label: bound }, `bound:${bound}`)
  }
}
