/** What is thrown where bucketlint is used wrongly: it ends the run with exit status 2 and without a stack. */
export class UsageError extends Error {
  /** What to do instead, as a sentence of its own. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
  }
}
