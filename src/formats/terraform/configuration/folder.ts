/** The files of one module folder as one configuration: what stands in which file does not matter to Terraform. */
import type { Attribute, Block, Body, Expression } from '../../../syntax/hcl/ast.ts'
import type { Span } from '../../../text/source.ts'

/** What the files of a folder declare, by name or address. */
export interface Folder {
  /** Relative with `/`, as reports call it. */
  readonly path: string
  readonly files: readonly FolderFile[]
  readonly variables: ReadonlyMap<string, Block>
  readonly locals: ReadonlyMap<string, Attribute & { readonly body: Body }>
  readonly outputs: ReadonlyMap<string, Block>
  readonly modules: ReadonlyMap<string, Block>
  /** By `type.name`. */
  readonly resources: ReadonlyMap<string, Block>
  readonly data: ReadonlyMap<string, Block>
  /** By `aws` or `aws.alias`. */
  readonly providers: ReadonlyMap<string, Block>
}

/** A file of a folder, parsed. */
export interface FolderFile {
  readonly name: string
  readonly body: Body
  /** The places of its comments, with their marks. */
  readonly comments: readonly Span[]
}

/** Puts the files of a folder together; override files come last and replace what they name. */
export function readFolder(path: string, files: readonly FolderFile[]): Folder {
  const folder = {
    path,
    files,
    variables: new Map<string, Block>(),
    locals: new Map<string, Attribute & { readonly body: Body }>(),
    outputs: new Map<string, Block>(),
    modules: new Map<string, Block>(),
    resources: new Map<string, Block>(),
    data: new Map<string, Block>(),
    providers: new Map<string, Block>(),
  }
  const places: Readonly<Record<string, Map<string, Block>>> = {
    variable: folder.variables,
    output: folder.outputs,
    module: folder.modules,
    resource: folder.resources,
    data: folder.data,
    provider: folder.providers,
  }
  for (const { body } of inOrder(files)) {
    for (const block of body.blocks) {
      if (block.type === 'locals')
        for (const [name, attribute] of block.body.attributes)
          folder.locals.set(name, { ...attribute, body: block.body })
      const place = Object.hasOwn(places, block.type) ? places[block.type] : undefined
      if (!place) continue
      const name = block.type === 'provider' ? providerName(block) : block.labels.join('.')
      const before = place.get(name)
      place.set(name, before ? overridden(before, block) : block)
    }
  }
  return folder
}

function inOrder(files: readonly FolderFile[]): readonly FolderFile[] {
  const isOverride = ({ name }: FolderFile) => /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name)
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return [...sorted.filter(file => !isOverride(file)), ...sorted.filter(isOverride)]
}

/** An override replaces attributes one by one, and nested blocks by their type. */
function overridden(before: Block, override: Block): Block {
  const types = new Set(override.body.blocks.map(blockType))
  return {
    ...before,
    body: {
      ...before.body,
      attributes: new Map([...before.body.attributes, ...override.body.attributes]),
      blocks: [...before.body.blocks.filter(block => !types.has(blockType(block))), ...override.body.blocks],
    },
  }
}

/** `dynamic "rule"` makes blocks of the type `rule`. */
function blockType({ type, labels: [label] }: Block): string {
  return type === 'dynamic' ? (label ?? type) : type
}

function providerName({ labels: [name = ''], body }: Block): string {
  const alias = literalText(body.attributes.get('alias')?.value)
  return alias === undefined ? name : `${name}.${alias}`
}

/** What a text without templates says. */
export function literalText(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && expression.type === 'string' ? expression.text : undefined
}
