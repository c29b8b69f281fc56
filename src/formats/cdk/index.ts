/** CDK cloud assemblies: which templates are stacks, where each goes, and what made their resources. */
import { posix } from 'node:path'
import type { Constructs } from '../../model/construct.ts'
import type { Directive } from '../../model/directive.ts'
import type { MapNode, Node } from '../../syntax/node.ts'
import { constructDirectives } from './directives.ts'
import { constructsOf, type LocateFrame } from './metadata.ts'

export type { Frame } from './frames.ts'

/** What reading an assembly needs of the file system. Paths are relative to the outermost assembly, with `/`. */
export interface AssemblyFiles {
  /** A document; where there is none, or it is broken, that is told at the node that names it. */
  document(path: string, named?: Node): Node | undefined
  /** A document that reports can do without. */
  quietly(path: string): Node | undefined
  /** Whether a file holds a text. */
  mentions(path: string, text: string): boolean
  /** Something that is wrong with an assembly; the rest of it is read. */
  say(node: Node, message: string): void
  readonly locate: LocateFrame
}

/** A stack of an assembly. */
export interface AssemblyStack {
  /** Where its template is. */
  readonly template: string
  /** What names the template. */
  readonly named: Node
  /** What it is called where it is deployed. */
  readonly name: string
  /** The folder of the assembly that it is deployed with: a stage is one of its own. */
  readonly assembly: string
  /** What its environment says; absent where that is unknown until deployment. */
  readonly region: string | undefined
  readonly account: string | undefined
  readonly constructs: Constructs
  /** The suppressions in the metadata of its constructs. */
  directives(): Directive[]
  /** Where the template of a stack nested in `from` is, by its asset path or its URL. */
  nested(from: string, asset: string): string | undefined
}

/** Assemblies nested deeper than this are not followed. */
const NESTING_BOUND = 16

/** Whether a `manifest.json` is that of a cloud assembly, or was to be one. */
export function isManifest(folder: string, text: string): boolean {
  if (/"(?:aws:cloudformation:stack|cdk:(?:cloud-assembly|tree|asset-manifest))"/.test(text)) return true
  return /(?:^|[\\/])cdk\.out$/.test(folder) && !/"manifest_version"/.test(text)
}

/** The stacks of an assembly and of the assemblies within it. */
export function stacksOf(files: AssemblyFiles, folder = '', named?: Node, depth = 0): AssemblyStack[] {
  const manifest = files.document(posix.join(folder, 'manifest.json'), named)
  if (!manifest) return []
  const artifacts = manifest.kind === 'map' ? manifest.get('artifacts')?.value : undefined
  if (artifacts?.kind !== 'map') {
    const empty = manifest.kind === 'map' && manifest.get('version') && !artifacts
    if (!empty)
      files.say(
        artifacts ?? manifest,
        'the manifest of the cloud assembly is broken: expected artifacts by id',
      )
    return []
  }
  const assets = assetsOf(files, folder, artifacts)
  return artifacts.entries.flatMap(({ key, value }) => {
    const type = textAt(value, 'type')
    const properties = mapAt(value, 'properties')
    if (type === 'cdk:cloud-assembly') {
      const directory = properties?.get('directoryName')?.value
      const inner = inside(folder, directory)
      if (!directory || inner === undefined || inner === folder || depth >= NESTING_BOUND) {
        files.say(directory ?? value, `artifact ${key} names no folder of the assembly as its directoryName`)
        return []
      }
      return stacksOf(files, inner, directory, depth + 1)
    }
    if (type !== 'aws:cloudformation:stack' || value.kind !== 'map') return []
    const file = properties?.get('templateFile')?.value
    const template = inside(folder, file)
    if (!file || template === undefined) {
      files.say(file ?? value, `stack ${key} names no file of the assembly as its templateFile`)
      return []
    }
    const [, account, region] = /^aws:\/\/([^/]*)\/(.*)$/.exec(textAt(value, 'environment') ?? '') ?? []
    return {
      template,
      named: file,
      name: textAt(properties, 'stackName') ?? key,
      assembly: folder,
      account: account !== undefined && /^\d{12}$/.test(account) ? account : undefined,
      region: region !== undefined && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region) ? region : undefined,
      constructs: constructsOf(
        () => metadataOf(files, folder, value),
        textAt(value, 'displayName') ?? key,
        files.locate,
      ),
      directives: () => suppressionsIn(files, folder, value).flatMap(constructDirectives),
      nested: (from, asset) =>
        /^\w+:/.test(asset) ? assets(asset) : within(posix.join(posix.dirname(from), asset)),
    }
  })
}

/** The metadata of a stack: in the manifest, or since CDK 2.242 in a file of its own. */
function metadataOf(files: AssemblyFiles, folder: string, artifact: MapNode): MapNode[] {
  const path = inside(folder, artifact.get('additionalMetadataFile')?.value)
  const apart = path === undefined ? undefined : files.quietly(path)
  return [mapAt(artifact, 'metadata'), apart].flatMap(map => (map?.kind === 'map' ? map : []))
}

/** The metadata that may hold suppressions: most holds none, and is large. */
function suppressionsIn(files: AssemblyFiles, folder: string, artifact: MapNode): MapNode[] {
  const own = mapAt(artifact, 'metadata')
  const path = inside(folder, artifact.get('additionalMetadataFile')?.value)
  const apart = path !== undefined && files.mentions(path, 'bucketlint') ? files.quietly(path) : undefined
  return [own?.source.text.includes('bucketlint') ? own : undefined, apart].flatMap(map =>
    map?.kind === 'map' ? map : [],
  )
}

/** Finds files of an assembly by the hash in the URL they are deployed to. */
function assetsOf(files: AssemblyFiles, folder: string, artifacts: MapNode) {
  let paths: Map<string, string> | undefined
  const read = () =>
    new Map(
      artifacts.entries.flatMap(({ value }) => {
        if (textAt(value, 'type') !== 'cdk:asset-manifest') return []
        const path = inside(folder, mapAt(value, 'properties')?.get('file')?.value)
        const document = path === undefined ? undefined : files.quietly(path)
        return (document ? (mapAt(document, 'files')?.entries ?? []) : []).flatMap(asset => {
          const source = mapAt(asset.value, 'source')
          const file = source && inside(folder, source.get('path')?.value)
          return file !== undefined && textAt(source, 'packaging') === 'file'
            ? [[asset.key, file] as const]
            : []
        })
      }),
    )
  return (url: string): string | undefined => {
    const hash = /\/([0-9a-f]{32,})\.[a-z.]+$/.exec(url)?.[1]
    return hash === undefined ? undefined : (paths ??= read()).get(hash)
  }
}

/** A path in the assembly that a node names; undefined where it leads out of it. */
function inside(folder: string, node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.text === '' || posix.isAbsolute(node.text)) return undefined
  const path = within(posix.join(folder, node.text))
  return path === folder || folder === '' || path?.startsWith(`${folder}/`) ? path : undefined
}

function within(path: string): string | undefined {
  const plain = posix.normalize(path).replace(/\/$/, '')
  return plain.startsWith('..') || plain.includes('\\') ? undefined : plain === '.' ? '' : plain
}

function mapAt(node: Node | undefined, key: string): MapNode | undefined {
  const value = node?.kind === 'map' ? node.get(key)?.value : undefined
  return value?.kind === 'map' ? value : undefined
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = node?.kind === 'map' ? node.get(key)?.value : undefined
  return value?.kind === 'scalar' ? value.text : undefined
}
