/** What is a block in the JSON form, and which texts are expressions: only the block they stand in tells. */

/** A type of block: how many labels it has, and what is special in it. */
export interface BlockType {
  readonly labels: number
  readonly blocks: ReadonlyMap<string, BlockType>
  /** Attributes whose texts are what native syntax writes without quotes. */
  readonly references: ReadonlySet<string>
  /** Texts have no templates here. */
  readonly isPlain?: boolean
}

type Blocks = Readonly<Record<string, BlockType>>

function block(labels: number, references: readonly string[] = [], blocks: Blocks = {}): BlockType {
  return { labels, references: new Set(references), blocks: new Map(Object.entries(blocks)) }
}

const connection = block(0)
const provisioner = block(1, [], { connection })
const lifecycle = block(0, ['ignore_changes', 'replace_triggered_by'])

/** A `dynamic` may stand in the content of another. */
function dynamic(): BlockType {
  const blocks = new Map<string, BlockType>()
  const type = { ...block(1), blocks }
  blocks.set('content', { ...block(0), blocks: new Map([['dynamic', type]]) })
  return type
}

const resource = block(2, ['depends_on', 'provider'], {
  lifecycle,
  connection,
  provisioner,
  dynamic: dynamic(),
})

/** A configuration file. */
export const FILE: BlockType = block(0, [], {
  resource,
  data: resource,
  ephemeral: resource,
  module: block(1, ['depends_on', 'providers']),
  variable: block(1, ['type']),
  output: block(1, ['depends_on']),
  locals: block(0),
  provider: block(1),
  terraform: block(0),
  moved: block(0, ['from', 'to']),
  import: block(0, ['to', 'provider']),
  check: block(1),
  removed: block(0, ['from'], { lifecycle: block(0), connection, provisioner }),
})

/** A file of variable values. */
export const VALUES: BlockType = { ...block(0), isPlain: true }
