/** Which files a run reads: what is named, and in folders what may be a template and speaks of S3. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { isManifest } from './formats/cdk/index.ts'
import { refusal } from './usage-error.ts'

/** A file to be read. */
export interface Found {
  /** As reports call it: relative to the working directory, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Named by the user, so that it must be readable. */
  readonly named: boolean
}

/** What is not there or cannot be read, and why. */
export interface Missing {
  readonly path: string
  readonly message: string
}

/** What was found, and what was asked for and is not there. */
export interface Discovered {
  readonly files: readonly Found[]
  /** Folders of CDK cloud assemblies, absolute: what is read of them, their manifests say. */
  readonly assemblies: readonly string[]
  /** Folders with Terraform configurations, absolute. */
  readonly configurations: readonly string[]
  readonly missing: readonly Missing[]
}

/** Files larger than this are refused. */
const FILE_BOUND = 512 * 1024 * 1024

/** Folders whose content is never somebody's template. */
const SKIPPED = new Set(['node_modules', '.git', '.terraform', '.aws-sam', '.venv', '__pycache__'])
const EXTENSIONS = /\.(?:ya?ml|json|template|cfn|cform|tf|tofu)$/i

/**
 * Finds the files below the given paths; folders are walked in order of names, `.gitignore` files hold for all but
 * `cdk.out`. What is ignored is left out even if it is named: hooks name whatever has changed. `unsaved` texts, by absolute
 * path, are read instead of what is in their files.
 */
export function discover(
  paths: readonly string[],
  cwd: string,
  isIgnored: (path: string) => boolean = () => false,
  progress?: (doing: string) => void,
  unsaved: ReadonlyMap<string, string> = new Map(),
): Discovered {
  const files = new Map<string, Found>()
  const assemblies = new Set<string>()
  const configurations = new Set<string>()
  const missing: Missing[] = []
  const read = (absolute: string, named: boolean) => {
    const path = displayPath(absolute, cwd)
    if (files.has(path)) return
    progress?.(`looking at ${path}`)
    const text = unsaved.get(absolute)
    // Whoever has a file open in an editor does not say that it is a template.
    const found =
      text === undefined ? readFound(absolute, cwd, named) : { path, bytes: Buffer.from(text), named: false }
    // Configs are looked for last: most files do not concern anybody.
    if (!('message' in found) && !named && !mayConcernS3(found.bytes)) return
    if (isIgnored(path)) return
    if ('message' in found) missing.push(found)
    else files.set(path, found)
  }
  const configure = (absolute: string) => {
    if (!isIgnored(displayPath(absolute, cwd))) configurations.add(dirname(absolute))
  }
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    const stats = statSync(absolute, { throwIfNoEntry: false })
    if (!stats && !unsaved.has(absolute)) missing.push({ path, message: 'no such file or folder' })
    else if (stats?.isDirectory())
      walk(
        absolute,
        ignoreRules(absolute, []),
        file => {
          if (isConfiguration(file)) configure(file)
          else read(file, false)
        },
        assemblies,
        (folder, error) => missing.push({ path: displayPath(folder, cwd), message: refusal(error) }),
      )
    else if (basename(absolute) === 'manifest.json' && isAssembly(dirname(absolute)))
      assemblies.add(dirname(absolute))
    else if (isConfiguration(absolute)) configure(absolute)
    else read(absolute, true)
  }
  const wanted = [...assemblies].filter(folder => !isIgnored(displayPath(join(folder, 'manifest.json'), cwd)))
  return { files: [...files.values()], assemblies: wanted, configurations: [...configurations], missing }
}

/** Reads one file, or says why it cannot be read. */
export function readFound(absolute: string, cwd: string, named: boolean): Found | Missing {
  const path = displayPath(absolute, cwd)
  try {
    const { size } = statSync(absolute)
    if (size > FILE_BOUND)
      return { path, message: `the file has ${size} bytes: at most ${FILE_BOUND} are read` }
    return { path, bytes: readFileSync(absolute), named }
  } catch (error) {
    return { path, message: refusal(error) }
  }
}

/** Where links lead; undefined where nothing is. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** Whether a file belongs to a Terraform configuration, by its name. */
export function isConfiguration(path: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(path)
}

/** Whether a folder is what CDK has synthesized. */
function isAssembly(folder: string): boolean {
  try {
    return isManifest(folder, readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch {
    return false
  }
}

/** A byte scan, so that a monorepo's other files are never parsed. Escapes such as `\u0041WS::` decode later. */
export function mayConcernS3(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe
  return isWide || ['AWS::', 'aws_s3', '\\u00', '\\U0000', '\\x'].some(mark => buffer.includes(mark))
}

/** How reports call a file. */
export function displayPath(absolute: string, cwd: string): string {
  const path = relative(cwd, absolute)
  return (path.startsWith(`..${sep}..${sep}..`) || isAbsolute(path) ? absolute : path || '.')
    .split(sep)
    .join('/')
}

interface Rules {
  readonly folder: string
  readonly matcher: Ignore
}

function walk(
  folder: string,
  rules: readonly Rules[],
  visit: (file: string) => void,
  assemblies: Set<string>,
  tellUnread: (folder: string, error: unknown) => void,
): void {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    tellUnread(folder, error)
    return
  }
  if (entries.some(entry => entry.name === 'manifest.json' && entry.isFile()) && isAssembly(folder)) {
    assemblies.add(folder)
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    // Links are not followed: they can lead out of the folder, or in circles.
    if (entry.isDirectory()) {
      // CDK's own .gitignore lists cdk.out, which is what an app deploys.
      const isHidden = isExcluded(`${path}${sep}`, rules) && !(entry.name === 'cdk.out' && isAssembly(path))
      if (!SKIPPED.has(entry.name) && !isHidden)
        walk(path, ignoreRules(path, rules), visit, assemblies, tellUnread)
    } else if (entry.isFile() && EXTENSIONS.test(entry.name) && !isExcluded(path, rules)) visit(path)
  }
}

function ignoreRules(folder: string, outer: readonly Rules[]): readonly Rules[] {
  try {
    const text = readFileSync(join(folder, '.gitignore'), 'utf8')
    return [...outer, { folder, matcher: ignore().add(text) }]
  } catch {
    return outer
  }
}

function isExcluded(path: string, rules: readonly Rules[]): boolean {
  return rules.some(({ folder, matcher }) =>
    matcher.ignores(
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    ),
  )
}
