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

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EISDIR: 'it is a folder',
  ELOOP: 'its links go in circles',
  ENOENT: 'no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'something on its path is no folder',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
}

/** Why the system refuses to read or write a file, in words that name neither calls nor absolute paths. */
export function refusal(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return refusals[code] ?? (error instanceof Error ? error.message : String(error))
}
