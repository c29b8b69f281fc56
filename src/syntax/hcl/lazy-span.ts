/** Places that are found when someone asks, as finding them in JSON takes a scan. */
import type { Span } from '../../text/source.ts'

/** A place that is looked for at most once. */
export class LazySpan implements Span {
  readonly #find: () => Span
  #found: Span | undefined

  constructor(find: () => Span) {
    this.#find = find
  }

  get start(): number {
    return this.#span().start
  }

  get end(): number {
    return this.#span().end
  }

  #span(): Span {
    return (this.#found ??= this.#find())
  }
}
