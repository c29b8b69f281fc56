/** The picture as SVG: no scripts, nothing from elsewhere, and what templates say is text. */
import type { Graph, Node } from '../../graph/index.ts'
import { plural } from '../summary.ts'
import { printable } from '../terminal.ts'
import { xmlText } from '../xml-text.ts'
import { iconOf } from './icons.ts'
import {
  isPartial,
  kindName,
  marksOf,
  subtitleOf,
  tellArrow,
  tellHolding,
  titleOf,
  type Mark,
} from './labels.ts'
import { layoutOf } from './layout.ts'
import type { PlacedBlock, PlacedFrame, Point, Routed } from './plan.ts'
import { BLOCK_GAP, fitted, LOOP, NODE_WIDTH, widthOf } from './sizes.ts'
import { classOf, pictureStyle } from './svg-style.ts'

const MARGIN = 20
const NOTE = 'Dashed: in some worlds only, or perhaps.'

/** The picture of an estate: an SVG that is a document of its own, and can stand in a page as it is. */
export function estatePicture(graph: Graph): string {
  const plan = layoutOf(graph)
  const nodes = new Map(graph.nodes.map(node => [node.id, node]))
  const hasPartial = [...graph.nodes, ...graph.nodes.flatMap(({ facts }) => facts), ...graph.arrows].some(
    isPartial,
  )
  const width = Math.ceil(plan.width + 2 * MARGIN)
  const height = Math.ceil(plan.height + 2 * MARGIN + (hasPartial ? MARGIN : 0))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="estate" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="estate-title estate-about">`,
    `<title id="estate-title">${xmlText(summaryOf(graph))}</title>`,
    `<desc id="estate-about">${xmlText(graph.arrows.flatMap(arrow => tellEnds(arrow, nodes)).join('. '))}</desc>`,
    `<style>${pictureStyle}</style>`,
    `<g class="canvas" transform="translate(${MARGIN} ${MARGIN})">`,
    ...[...plan.frames].sort((a, b) => a.depth - b.depth).map(frameMarkup),
    ...plan.blocks.filter(({ border }) => border > 0).map(alikeMarkup),
    ...plan.lines.map(line => lineMarkup(line, nodes)),
    ...plan.blocks.flatMap(blockMarkup),
    '</g>',
    ...(hasPartial ? [`<text class="subtitle" x="${MARGIN}" y="${height - MARGIN / 2}">${NOTE}</text>`] : []),
    '</svg>',
    '',
  ].join('\n')
}

/** The picture in a sentence. */
export function summaryOf({ nodes, arrows }: Graph): string {
  const buckets = nodes.filter(({ kind }) => kind === 'bucket').length
  const open = nodes.filter(({ facts }) => facts.some(({ kind }) => kind === 'public')).length
  const text = `${plural(buckets, 'bucket')} and ${plural(arrows.length, 'relation')}`
  return open > 0 ? `${text}, ${open} public` : text
}

function tellEnds(arrow: Graph['arrows'][number], nodes: ReadonlyMap<string, Node>): string[] {
  const [from, to] = [nodes.get(arrow.from), nodes.get(arrow.to)]
  return from && to ? [tellArrow(arrow, from, to)] : []
}

function frameMarkup({ x, y, width, height, title, depth }: PlacedFrame): string {
  const label = xmlText(fitted(title, 12, width - 24))
  return [
    `<g class="frame${depth % 2 === 0 ? '' : ' odd'}">`,
    `<title>${xmlText(title)}</title>`,
    `<rect ${rectangle(x, y, width, height)} rx="12"/>`,
    `<text x="${n(x + 14)}" y="${n(y + 22)}">${label}</text></g>`,
  ].join('')
}

function alikeMarkup({ x, y, width, height, hasLoop }: PlacedBlock): string {
  return `<rect class="alike" ${rectangle(x, y, width - (hasLoop ? LOOP : 0), height)} rx="14"/>`
}

function blockMarkup({ nodes, border, columns, nodeHeight, x, y }: PlacedBlock): string[] {
  return nodes.map((node, index) => {
    const left = x + border + (index % columns) * (NODE_WIDTH + BLOCK_GAP)
    const top = y + border + Math.floor(index / columns) * (nodeHeight + BLOCK_GAP)
    return nodeMarkup(node, { x: left, y: top }, nodeHeight)
  })
}

function nodeMarkup(node: Node, { x, y }: Point, height: number): string {
  const marks = marksOf(node)
  const room = NODE_WIDTH - 52
  const classes = ['node', classNameOf(node.kind), ...(isPartial(node) ? ['partial'] : [])]
  if (node.facts.some(({ kind }) => kind === 'public')) classes.push('public')
  const hint = [titleOf(node), kindName(node), node.address, tellHolding(node) ?? '']
  return [
    `<g class="${classes.join(' ')}" id="${node.id}" transform="translate(${n(x)} ${n(y)})">`,
    `<title>${linesOf(hint)}</title>`,
    `<rect class="box" width="${NODE_WIDTH}" height="${height}" rx="9"/>`,
    `<g class="icon" transform="translate(12 13)">${iconOf(node.kind)}</g>`,
    `<text class="title" x="42" y="22">${xmlText(fitted(titleOf(node), 14, room))}</text>`,
    `<text class="subtitle" x="42" y="38">${xmlText(fitted(subtitleOf(node), 11, room))}</text>`,
    ...markMarkup(marks),
    '</g>',
  ].join('')
}

/** Marks side by side, as far as there is room. */
function markMarkup(marks: readonly Mark[]): string[] {
  let x = 12
  return marks.flatMap(({ text, tone, holding, hint }) => {
    const width = widthOf(text, 11) + 12
    if (x + width > NODE_WIDTH - 8) return []
    const at = x
    x += width + 6
    return [
      `<g class="mark ${tone}${holding === undefined ? '' : ' partial'}" transform="translate(${at} 47)"><title>${linesOf(hint)}</title>`,
      `<rect width="${width}" height="18" rx="9"/><text x="${n(width / 2)}" y="13" text-anchor="middle">${xmlText(text)}</text></g>`,
    ]
  })
}

function lineMarkup(
  { kind, partial, arrows, points, label }: Routed,
  nodes: ReadonlyMap<string, Node>,
): string {
  const ids = (end: 'from' | 'to') => [...new Set(arrows.map(arrow => arrow[end]))].join(' ')
  const hint = arrows.flatMap(arrow => tellEnds(arrow, nodes))
  return [
    `<g class="arrow ${classOf(kind)}${partial ? ' partial' : ''}" data-kind="${kind}" data-from="${ids('from')}" data-to="${ids('to')}">`,
    `<title>${linesOf(hint)}</title>`,
    `<path class="way" d="${wayThrough(points)}"/>`,
    `<path class="head" d="${headAt(points)}"/>`,
    `<text x="${n(label.x)}" y="${n(label.y + 4)}" text-anchor="middle">${kind}</text></g>`,
  ].join('')
}

/** Lines of text, each printable. */
function linesOf(lines: readonly string[]): string {
  return xmlText(lines.filter(Boolean).map(printable).join('\n'))
}

/** How far a way goes out where it comes back to the same side. */
const REACH = 44

/** A smooth way: it passes every point in a level line. */
function wayThrough(points: readonly Point[]): string {
  const [first = { x: 0, y: 0 }] = points
  const pieces = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    if (before.y === point.y) return `H${n(point.x)}`
    const middle = before.x === point.x ? point.x + REACH : (before.x + point.x) / 2
    return `C${n(middle)} ${n(before.y)} ${n(middle)} ${n(point.y)} ${n(point.x)} ${n(point.y)}`
  })
  return `M${n(first.x)} ${n(first.y)}${pieces.join('')}`
}

/** The head of an arrow; ways end level, those to the same side from the right. */
function headAt(points: readonly Point[]): string {
  const { x, y } = points.at(-1) ?? { x: 0, y: 0 }
  const back = (points.at(-2)?.x ?? x) < x ? -9 : 9
  return `M${n(x)} ${n(y)}l${back} -4v8Z`
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
}

function classNameOf(kind: Node['kind']): string {
  return kind.replaceAll(' ', '-')
}

/** A number as short as it need be. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10)
}
