/**
 * How pictures look, by light and by dark. Each colour is said twice: what does not know `light-dark()` takes the first.
 * The text is constant, so that pages can allow it by its hash.
 */
import type { ArrowKind } from '../../graph/index.ts'

/** What a colour is by light and by dark. */
type Colour = readonly [light: string, dark: string]

const page: Colour = ['#f5f7fa', '#0e131a']
const panel: Colour = ['#ffffff', '#18202b']
const text: Colour = ['#1b2430', '#e3e9f1']
const muted: Colour = ['#5b6777', '#9aa7b8']
const edge: Colour = ['#cfd7e1', '#36435a']
const alarm: Colour = ['#c3282b', '#ff8f88']

/** The colour of each kind of arrow. */
const arrows: Readonly<Record<ArrowKind, Colour>> = {
  'logs to': ['#64748b', '#94a3b8'],
  'delivers to': ['#8a6414', '#d9ae5b'],
  'replicates to': ['#6d3fc4', '#b79bff'],
  notifies: ['#b3470f', '#ff9d66'],
  'served by': ['#15803d', '#5dd18a'],
  'access point of': ['#0e7490', '#4cc3dd'],
}

/** A kind of arrow as the name of a class. */
export function classOf(kind: ArrowKind): string {
  return kind.replaceAll(' ', '-')
}

function paint(property: string, [light, dark]: Colour): string {
  return `${property}:${light};${property}:light-dark(${light},${dark});`
}

/** The style sheet that stands in each picture. */
export const pictureStyle = [
  ':where(:root){color-scheme:light dark}',
  `.estate{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','DejaVu Sans',sans-serif;font-size:13px;}`,
  `.estate:root{${paint('background', page)}}`,
  `.estate text{${paint('fill', text)}}`,
  `.estate .frame rect{${paint('fill', ['#e9eef4', '#141b25'])}${paint('stroke', edge)}}`,
  `.estate .frame.odd rect{${paint('fill', page)}}`,
  `.estate .frame text{font-size:12px;font-weight:600;${paint('fill', muted)}}`,
  `.estate .alike{fill:none;stroke-dasharray:2 4;${paint('stroke', muted)}}`,
  `.estate .node .box{${paint('fill', panel)}${paint('stroke', edge)}}`,
  `.estate .node.public .box{stroke-width:1.6;${paint('stroke', alarm)}}`,
  '.estate .node.outside .box{fill:none}',
  '.estate .node.partial .box{stroke-dasharray:5 4}',
  '.estate .title{font-weight:600}',
  `.estate .subtitle{font-size:11px;${paint('fill', muted)}}`,
  `.estate .icon{fill:none;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round;${paint('stroke', muted)}}`,
  `.estate .bucket .icon{${paint('stroke', ['#0a63c2', '#6cb2ff'])}}`,
  `.estate .mark rect{${paint('fill', ['#eef2f6', '#232d3b'])}${paint('stroke', edge)}}`,
  `.estate .mark text{font-size:11px;${paint('fill', muted)}}`,
  `.estate .mark.alarm rect{${paint('fill', ['#fdeaea', '#3a1d20'])}${paint('stroke', alarm)}}`,
  `.estate .mark.alarm text{font-weight:600;${paint('fill', alarm)}}`,
  '.estate .partial>rect{stroke-dasharray:3 3}',
  '.estate .arrow path{fill:none;stroke-width:1.6}',
  '.estate .arrow.partial .way{stroke-dasharray:6 5}',
  `.estate .arrow text{font-size:11px;font-weight:600;paint-order:stroke;stroke-width:5px;stroke-linejoin:round;${paint('stroke', page)}}`,
  ...Object.entries(arrows).flatMap(([kind, colour]) => {
    const name = `.estate .${classOf(kind as ArrowKind)}`
    return [
      `${name} path{${paint('stroke', colour)}}`,
      `${name} .head{${paint('fill', colour)}}`,
      `${name} text{${paint('fill', colour)}}`,
    ]
  }),
].join('\n')
