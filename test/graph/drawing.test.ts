import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Graph, Node } from '../../src/graph/index.ts'
import { drawings, estatePicture } from '../../src/report/graph/index.ts'
import { layoutOf } from '../../src/report/graph/layout.ts'
import type { Plan } from '../../src/report/graph/plan.ts'
import { graphIn, shop } from './graphs.ts'

const graph = graphIn({ 'shop.yaml': shop }, { region: 'eu-west-1' })
const hostile = `</text><script>alert("1")</script>]]> \`%%{init}%%\` #quot; | & ' \u001b[31m \u202e end`

/** Buckets, of which the first `logged` log to the last. */
function buckets(count: number, logged: number, name = (index: number) => `bucket-${index}`): Graph {
  const always = { when: [], certainty: 'certain' } as const
  const nodes = Array.from({ length: count }, (_, index): Node => {
    return { id: `n${index}`, kind: 'bucket', address: name(index), group: 'g1', facts: [], ...always }
  })
  const location = { file: 'x.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 }
  return {
    groups: [{ id: 'g1', kind: 'account', name: name(-1) }],
    nodes,
    arrows: nodes.slice(0, logged).map(({ id }) => {
      return { kind: 'logs to', from: id, to: `n${count - 1}`, details: [name(-2)], location, ...always }
    }),
    notFullyFollowed: [],
  }
}

/** The elements and the text of a document, which must be well-formed. */
function parsed(xml: string): { readonly elements: ReadonlySet<string>; readonly text: string } {
  const elements = new Set<string>()
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => elements.add(name))
  parser.on('text', piece => (text += piece))
  parser.on('error', error => {
    throw error
  })
  parser.write(xml).close()
  return { elements, text }
}

test('nodes of Terraform are called by their addresses, without the types that the picture tells', () => {
  const source = `
    resource "aws_s3_bucket" "logs" {}
    resource "aws_s3_bucket" "each" {
      for_each = toset(["a.b"])
    }
    module "shop" {
      source = "./shop"
    }`
  const page = drawings.html(
    graphIn({ 'main.tf': source, 'shop/main.tf': 'resource "aws_s3_bucket" "this" {}' }),
    '1.2.3',
  )
  const titles = [...page.matchAll(/<h2 tabindex="-1">([^<]*)/g)].map(([, title]) => title)
  expect(titles.sort()).toEqual(['each[&quot;a.b&quot;]', 'logs', 'module.shop.this'])
  expect(page).toContain('<dd>module.shop.aws_s3_bucket.this</dd>')
})

describe('mermaid', () => {
  test('draws shapes, frames and arrows', () => {
    expect(drawings.mermaid(graph, '').split('\n')).toEqual([
      'flowchart LR',
      '  subgraph g2["account not known · eu-west-1"]',
      '    n1[("Orders<br>acme-orders-#36;#123;Stage#125;<br>versioning suspended when IsProd is false<br>KMS")]',
      '    n2[("Logs<br>not versioned")]',
      '    n3[("Site<br>when IsProd is true<br>public read<br>not versioned")]:::public',
      '    n4(["Created<br>SNS topic"])',
      '    n5(["Tagged<br>Lambda function"])',
      '    n6(["Door<br>access point"])',
      '    n7(["Cdn<br>CloudFront distribution<br>when IsProd is true"]):::partial',
      '    n8(["Trail<br>CloudTrail trail"])',
      '  end',
      '  n9["partner-copy<br>defined elsewhere"]:::outside',
      '  n1 -->|"logs to"| n2',
      '  n1 -->|"notifies"| n4',
      '  n1 -->|"notifies"| n5',
      '  n6 -->|"access point of"| n1',
      '  n7 -->|"logs to"| n2',
      '  n8 -->|"delivers to"| n2',
      '  n3 -->|"replicates to"| n9',
      '  n3 -->|"served by"| n7',
      '  classDef public stroke:#c3282b,stroke-width:2px',
      '  classDef partial stroke-dasharray:5 4',
      '  classDef outside fill:none,stroke-dasharray:2 3',
      '',
    ])
  })

  test('takes nothing of what templates say for its own', () => {
    const lines = drawings
      .mermaid(
        buckets(2, 1, () => hostile),
        '',
      )
      .split('\n')
    const texts = lines.flatMap(line => [...line.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text))
    expect(texts).toHaveLength(4)
    for (const text of texts) expect(text.replace(/#\d+;|<br>/g, '')).toMatch(/^[\w ./()+:-]*$/)
    expect(lines.map(line => line.replace(/"[^"]*"/g, 'TEXT')).slice(0, 6)).toEqual([
      'flowchart LR',
      '  subgraph g1[TEXT]',
      '    n0[(TEXT)]',
      '    n1[(TEXT)]',
      '  end',
      '  n0 -->|TEXT| n1',
    ])
  })
})

describe('svg', () => {
  test('is well-formed, tells in words what it shows, and has a place for everything', () => {
    const svg = estatePicture(graph)
    const { elements, text } = parsed(svg)
    expect([...elements].sort()).toEqual(
      ['svg', 'title', 'desc', 'style', 'g', 'rect', 'text', 'path', 'ellipse', 'circle'].sort(),
    )
    expect(text).toContain('3 buckets and 8 relations, 1 public')
    expect(text).toContain('Orders notifies Created (s3:ObjectCreated:*, s3:ObjectRemoved:*)')
    for (const node of graph.nodes) expect(svg).toContain(`id="${node.id}"`)
    expect(svg.match(/<g class="arrow/g)).toHaveLength(graph.arrows.length)
    expect(svg.match(/<g class="arrow [a-z-]+ partial"/g)).toBeNull()
    expect(svg).toContain('<g class="node bucket partial public"')
  })

  test('keeps hostile text as text', () => {
    const svg = estatePicture(buckets(2, 1, () => hostile))
    const { elements, text } = parsed(svg)
    expect(elements.has('script')).toBe(false)
    expect(text).toContain('</text><script>alert("1")</script>')
    expect(svg).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
    expect(svg.match(/\b(?:href|src|on\w+)=/g)).toBeNull()
  })

  test('an estate without buckets is an empty picture', () => {
    expect(() => parsed(estatePicture(buckets(0, 0)))).not.toThrow()
  })
})

describe('the layout', () => {
  test('draws what is related alike as one block with one arrow', () => {
    const { blocks, lines } = layoutOf(buckets(50, 40))
    expect(blocks.map(({ nodes }) => nodes.length).sort((a, b) => a - b)).toEqual([1, 9, 40])
    expect(lines.map(({ arrows }) => arrows.length)).toEqual([40])
  })

  test('lets no two blocks overlap, and no line pass behind one', () => {
    const plan = layoutOf(mesh(24, 10, 5))
    expect(plan.frames.length).toBeGreaterThan(3)
    expect(plan.lines.filter(({ from, to }) => from === to)).toHaveLength(1)
    expect(overlaps(plan)).toEqual([])
    expect(hidden(plan)).toEqual([])
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('of whatever is related, seed %i', seed => {
    const plan = layoutOf(mesh(30 + seed, 20 + seed, seed))
    expect(plan.blocks.reduce((sum, { nodes }) => sum + nodes.length, 0)).toBe(30 + seed)
    expect(overlaps(plan)).toEqual([])
    expect(plan.lines.flatMap(({ arrows }) => arrows)).toHaveLength(20 + seed)
  })

  test('of more than can be put into layers is a column', () => {
    const plan = layoutOf(mesh(400, 700, 3))
    expect(overlaps(plan)).toEqual([])
    expect(plan.lines.flatMap(({ arrows }) => arrows)).toHaveLength(700)
  })
})

/** Blocks that lie upon others, beyond the edge of the picture or outside of their frames. */
function overlaps({ blocks, width, height }: Plan): string[] {
  return blocks.flatMap((one, index) => {
    const isInside = one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height
    const isUpon = blocks
      .slice(index + 1)
      .some(
        other =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
    return isInside && !isUpon ? [] : [one.id]
  })
}

/** Points of lines between blocks that lie behind a block. */
function hidden({ blocks, lines }: Plan): unknown[] {
  return lines
    .filter(({ from, to }) => from !== to)
    .flatMap(({ points }) => points)
    .filter(({ x, y }) =>
      blocks.some(
        block =>
          x > block.x + 1 &&
          x < block.x + block.width - 1 &&
          y > block.y + 1 &&
          y < block.y + block.height - 1,
      ),
    )
}

/** Two accounts of two regions each, with relations within and across, and one of a bucket to itself. */
function mesh(count: number, relations: number, seed: number): Graph {
  const { nodes } = buckets(count, 0)
  const [first] = buckets(2, 1).arrows
  let state = seed
  const below = (bound: number) => (state = (state * 48271) % 2147483647) % bound
  const ends = (index: number) => {
    const from = below(count)
    return { from: `n${from}`, to: `n${index === 0 ? from : (from + 1 + below(count - 1)) % count}` }
  }
  const leaves = ['a1', 'a2', 'b1', 'b2']
  return {
    groups: ['a', 'b'].flatMap(account => [
      { id: account, kind: 'account' as const, name: account },
      { id: `${account}1`, kind: 'region' as const, name: 'eu-west-1', parent: account },
      { id: `${account}2`, kind: 'region' as const, name: 'us-east-1', parent: account },
    ]),
    nodes: nodes.map((node, index) => ({ ...node, group: leaves[index % 4] ?? 'a1' })),
    arrows: Array.from({ length: relations }, (_, index) => ends(index)).flatMap(pair =>
      first ? [{ ...first, ...pair }] : [],
    ),
    notFullyFollowed: [],
  }
}
