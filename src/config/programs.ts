/** Files of the user's own that are run: configs that are programs, and rules. Whoever can wait imports them, others do not. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { types } from 'node:util'
import { UsageError } from '../usage-error.ts'

/** A file to be run. */
export interface Program {
  /** Absolute, without links. */
  readonly path: string
  /** As people know it. */
  readonly shown: string
}

/** Work that comes upon programs, and is given what each exports by default. */
export type Loading<Result> = Generator<Program, Result, unknown>

/** Does such work. Throws `UsageError` where this Node.js cannot read a program, or it fails. */
export async function loaded<Result>(work: Loading<Result>): Promise<Result> {
  let step = work.next()
  while (!step.done) step = work.next(await imported(step.value))
  return step.value
}

/** The same for callers that cannot wait, which cannot load programs that wait themselves. */
export function loadedNow<Result>(work: Loading<Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next(required(step.value))
  return step.value
}

async function imported(program: Program): Promise<unknown> {
  try {
    return compiled(memberOf(await import(pathToFileURL(program.path).href), 'default'))
  } catch (error) {
    throw failure(error, program)
  }
}

function required(program: Program): unknown {
  try {
    const module: unknown = createRequire(import.meta.url)(program.path)
    return compiled(types.isModuleNamespaceObject(module) ? memberOf(module, 'default') : module)
  } catch (error) {
    throw failure(error, program)
  }
}

/** What is exported by default; compilers to CommonJS write that under its name. */
function compiled(exported: unknown): unknown {
  return memberOf(exported, '__esModule') === true ? memberOf(exported, 'default') : exported
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string, unknown>>)[key]
}

function failure(error: unknown, { path, shown }: Program): UsageError {
  const {
    message = String(error),
    stack = '',
    code,
  } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const isUnread = error instanceof SyntaxError || code === 'ERR_UNKNOWN_FILE_EXTENSION'
  if (/\.m?ts$/.test(path) && isUnread && !readsTypeScript())
    return new UsageError(
      `cannot load '${shown}': TypeScript takes Node.js 22.18 or later, and this is ${process.version}`,
      'write it as JavaScript (.mjs)',
    )
  if (code === 'ERR_REQUIRE_ASYNC_MODULE')
    return new UsageError(
      `cannot load '${shown}': it waits (await) while it is loaded, which is not possible here`,
    )
  return new UsageError(`cannot load '${shown}${placeIn(stack, path)}': ${message.split('\n', 1).join()}`)
}

/** Where a program failed, as far as the stack tells: `:3:7`. */
function placeIn(stack: string, path: string): string {
  const [, after = ''] = stack.split(
    stack.includes(pathToFileURL(path).href) ? pathToFileURL(path).href : path,
    2,
  )
  return /^(?::\d+){1,2}/.exec(after)?.[0] ?? ''
}

function readsTypeScript(): boolean {
  const { features } = process as { readonly features: { readonly typescript?: string | false } }
  return Boolean(features.typescript)
}
