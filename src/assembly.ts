/** The files of a CDK cloud assembly, and of the program that made it: what may be read of them, and what is said. */
import { SourceMap } from 'node:module'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { displayPath, readFound, realPath, type Found } from './discover.ts'
import type { AssemblyFiles, Frame } from './formats/cdk/index.ts'
import type { CodePlace } from './model/construct.ts'
import { decodeText, parseJson, type Node, type SyntaxProblem } from './syntax/index.ts'
import { Source, type Span } from './text/source.ts'

/** What an assembly tells of itself. */
interface Told {
  say(source: Source, problems: readonly SyntaxProblem[]): void
  /** Programs that places stand in are added here. */
  readonly sources: Map<string, Source>
}

/** Nothing else is shown as the program's source, whatever the metadata names. */
const CODE = new Set(['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'])

/** One assembly: a folder that nothing named in it leads out of. */
export class Assembly implements AssemblyFiles {
  readonly #folder: string
  readonly #cwd: string
  readonly #roots: readonly string[]
  readonly #told: Told

  /** `roots` are the real folders that the settings name. */
  constructor(folder: string, cwd: string, roots: readonly string[], told: Told) {
    this.#folder = folder
    this.#cwd = cwd
    this.#roots = roots
    this.#told = told
  }

  /** A file of the assembly; where there is none, that is told at what names it. */
  file(path: string, named?: { readonly source: Source; readonly span: Span }): Found | undefined {
    const found = this.#find(path)
    if (!('message' in found)) return found
    const at = named ?? { source: new Source(found.path, ''), span: { start: 0, end: 0 } }
    this.#problem(at, `the cloud assembly lacks ${JSON.stringify(path)}: ${found.message}`)
    return undefined
  }

  document(path: string, named?: Node): Node | undefined {
    const file = this.file(path, named)
    const text = file && decodeText(file.bytes)
    if (!file || text === undefined) return undefined
    const source = new Source(file.path, typeof text === 'string' ? text : '')
    if (typeof text !== 'string') {
      this.#problem({ source, span: { start: 0, end: 0 } }, text.error)
      return undefined
    }
    const { root, problems } = parseJson(source)
    this.#told.say(source, problems)
    return root
  }

  quietly(path: string): Node | undefined {
    const file = this.#find(path)
    const text = 'message' in file ? undefined : decodeText(file.bytes)
    return typeof text === 'string' ? parseJson(new Source(file.path, text)).root : undefined
  }

  mentions(path: string, text: string): boolean {
    const file = this.#find(path)
    return !('message' in file) && Buffer.from(file.bytes).includes(text)
  }

  say(node: Node, message: string): void {
    this.#problem(node, message)
  }

  /** The path in the assembly of a file that reports call `path`. */
  pathOf(path: string): string {
    return relative(this.#folder, resolve(this.#cwd, path)).split(sep).join('/')
  }

  /** The user's file on this machine: the assembly may have been made on another one, of the same sources. */
  locate = (frame: Frame): CodePlace => {
    const beside = dirname(this.#outermost())
    const steps = frame.file.split(/[\\/]/).filter(Boolean)
    const guesses = steps.slice(0, -1).map((_, index) => join(beside, ...steps.slice(index)))
    for (const file of [frame.file, ...guesses]) {
      const text = this.#code(file)
      if (text === undefined) continue
      const original = this.#original(file, text, frame)
      const shown = original && this.#code(original.file)
      const place = original && shown !== undefined ? original : { ...frame, file }
      const path = displayPath(place.file, this.#cwd)
      this.#told.sources.set(path, new Source(path, original && shown !== undefined ? shown : text))
      return { file: path, line: place.line, column: place.column }
    }
    const isInside = frame.file.startsWith(this.#cwd + sep)
    return { ...frame, file: isInside ? displayPath(frame.file, this.#cwd) : frame.file }
  }

  /** A stage's folder lies in that of the app, `cdk.out`. */
  #outermost(): string {
    const parent = dirname(this.#folder)
    return 'message' in readFound(join(parent, 'manifest.json'), this.#cwd, false) ? this.#folder : parent
  }

  #find(path: string): ReturnType<typeof readFound> {
    const absolute = join(this.#folder, path)
    const [root, real] = [realPath(this.#folder), realPath(absolute)]
    const shown = displayPath(absolute, this.#cwd)
    if (root === undefined || real === undefined) return { path: shown, message: 'no such file' }
    if (!real.startsWith(root + sep)) return { path: shown, message: 'it lies outside of the assembly' }
    return readFound(absolute, this.#cwd, true)
  }

  /** The text of a program, if it lies in the working directory or a folder that the settings name. */
  #code(file: string): string | undefined {
    return CODE.has(extname(file)) ? this.#text(file) : undefined
  }

  #text(file: string): string | undefined {
    const real = realPath(file)
    const roots = [realPath(this.#cwd), ...this.#roots]
    if (real === undefined || !roots.some(root => root !== undefined && real.startsWith(root + sep)))
      return undefined
    const found = readFound(real, this.#cwd, false)
    const text = 'message' in found ? undefined : decodeText(found.bytes)
    return typeof text === 'string' ? text : undefined
  }

  /** What compiled code was made of, as the source map beside it says. */
  #original(file: string, text: string, { line, column }: Frame): Frame | undefined {
    const name = /\/\/# sourceMappingURL=([\w.-]+\.map)\s*$/.exec(text)?.[1]
    const map = name === undefined ? undefined : this.#text(join(dirname(file), name))
    if (map === undefined) return undefined
    try {
      const payload = JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]
      const { sourceRoot = '' } = payload as { readonly sourceRoot?: string }
      const entry = new SourceMap(payload).findEntry(line - 1, column - 1)
      if (!('originalSource' in entry)) return undefined
      return {
        file: resolve(dirname(file), sourceRoot, entry.originalSource),
        line: entry.originalLine + 1,
        column: entry.originalColumn + 1,
      }
    } catch {
      return undefined
    }
  }

  #problem({ source, span }: { readonly source: Source; readonly span: Span }, message: string): void {
    this.#told.say(source, [{ kind: 'error', message, span }])
  }
}
