/** The text of what shall stand in a template, in the style of its surroundings. */
import type { Page } from './page.ts'
import { quoted, scalarOf } from './scalar.ts'
import { Call, isItems, isMembers, type Tree } from './tree.ts'

/** How the entries of a map or the items of a list are set. */
export type Layout = BlockLayout | FlowLayout

/** YAML by indentation. */
export interface BlockLayout {
  readonly kind: 'block'
  /** What stands before a key or a dash on its line. */
  readonly indent: string
}

/** JSON, or YAML in brackets. */
export interface FlowLayout {
  readonly kind: 'flow'
  /** What stands before a key or an item, if it has a line of its own. */
  readonly indent: string | undefined
  /** Whether keys and texts are in double quotes, as in JSON. */
  readonly isQuoted: boolean
}

/** An entry of a map, or without a key an item of a list. */
export interface Member {
  readonly key?: string | undefined
  readonly tree: Tree
}

/** A member's text without the indent of its first line. */
export function memberText(page: Page, layout: Layout, member: Member): string {
  if (layout.kind === 'flow') return flowMember(page, layout, member)
  return blockMember(page, layout.indent, member).join(page.eol).slice(layout.indent.length)
}

/** What fits behind a key or dash in block style; `undefined` for what takes lines of its own. */
export function inlineText(page: Page, tree: Tree): string | undefined {
  const isLong = isMembers(tree) ? tree.size > 0 : isItems(tree) && tree.length > 0
  return isLong
    ? undefined
    : flowText(page, { kind: 'flow', indent: undefined, isQuoted: false }, tree, false)
}

/** The lines of a map or list in block style. */
export function blockLines(page: Page, indent: string, tree: Tree): string[] {
  return membersIn(tree).flatMap(member => blockMember(page, indent, member))
}

/** A value in brackets; `layout` is that of what it stands in. */
export function flowText(page: Page, layout: FlowLayout, tree: Tree, inBrackets = true): string {
  if (tree instanceof Call) return callText(page, layout, tree)
  if (typeof tree === 'string') {
    return page.isJson || layout.isQuoted ? JSON.stringify(tree) : scalarOf(tree, page.quote, inBrackets)
  }
  if (typeof tree !== 'object') return String(tree)
  const members = membersIn(tree)
  const [open, close, shape] = isMembers(tree) ? (['{', '}', 'map'] as const) : (['[', ']', 'list'] as const)
  if (members.length === 0) return open + close
  if (layout.indent === undefined || isSmall(page, tree)) {
    const texts = members.map(member => flowMember(page, { ...layout, indent: undefined }, member))
    const padding = page.padding[shape]
    return open + padding + texts.join(page.comma) + padding + close
  }
  const inner = layout.indent + page.step
  const lines = members.map(member => inner + flowMember(page, { ...layout, indent: inner }, member))
  return [open, lines.join(`,${page.eol}`), layout.indent + close].join(page.eol)
}

function blockMember(page: Page, indent: string, { key, tree }: Member): string[] {
  const inline = inlineText(page, tree)
  const head = key === undefined ? `${indent}-` : `${indent}${scalarOf(key, page.quote, false)}:`
  if (inline !== undefined) return [`${head} ${inline}`]
  if (key !== undefined)
    return [head, ...blockLines(page, indent + (isMembers(tree) ? page.step : page.listStep), tree)]
  const [first = '', ...others] = blockLines(page, `${indent}  `, tree)
  return [`${head} ${first.trimStart()}`, ...others]
}

function flowMember(page: Page, layout: FlowLayout, { key, tree }: Member): string {
  const text = flowText(page, layout, tree)
  if (key === undefined) return text
  return (layout.isQuoted ? JSON.stringify(key) : scalarOf(key, page.quote, true)) + page.colon + text
}

function callText(page: Page, layout: FlowLayout, call: Call): string {
  if (page.isJson)
    return flowText(page, page.oneLine.call ? { ...layout, indent: undefined } : layout, call.long)
  const short = `!${call.name.replace('Fn::', '')}`
  // People are used to see the text of a `!Sub` in quotes.
  return `${short} ${call.name === 'Fn::Sub' ? quoted(call.argument, page.quote) : call.argument}`
}

function membersIn(tree: Tree): readonly Member[] {
  if (isMembers(tree)) return [...tree].map(([key, value]) => ({ key, tree: value }))
  return isItems(tree) ? tree.map(item => ({ tree: item })) : []
}

/** Whether a value is set on one line where its neighbours are not. */
function isSmall({ isJson, oneLine }: Page, tree: Tree): boolean {
  if (tree instanceof Call) return !isJson
  if (isItems(tree)) return oneLine.list && tree.every(item => typeof item !== 'object')
  return (
    !isMembers(tree) ||
    (oneLine.map && tree.size === 1 && [...tree.values()].every(value => typeof value !== 'object'))
  )
}
