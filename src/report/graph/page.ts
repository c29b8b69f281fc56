/** The picture as one page that stands for itself: no request leaves it, and nothing that a template says is markup. */
import type { ArrowKind, Graph, Node } from '../../graph/index.ts'
import { html, Markup } from '../html/markup.ts'
import { inline, policyOf } from '../html/self-contained.ts'
import { framesOf, type Frame } from './frames.ts'
import { kindName, titleOf } from './labels.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { panelsOf } from './panels.ts'
import { classOf, pictureStyle } from './svg-style.ts'
import { estatePicture, summaryOf } from './svg.ts'

/** Makes the page. */
export function graphPage(graph: Graph, version: string): string {
  const summary = summaryOf(graph)
  const kinds = [...new Set(graph.arrows.map(({ kind }) => kind))]
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>bucketlint: ${summary}</title>
        <link rel="icon" href="data:," />
        ${inline('style', pageStyle)}
      </head>
      <body>
        <header>
          <h1>Estate <span>${summary}</span></h1>
          <div class="tools" id="tools" hidden>
            <input type="search" id="search" placeholder="Search" aria-label="Search" />
            ${framesSelect(framesOf(graph))}
            <label class="check"><input type="checkbox" id="public" /> public only</label>
            ${kinds.map(kindChip)}
            <span class="zoom">
              <button type="button" id="out" aria-label="Smaller">−</button>
              <button type="button" id="in" aria-label="Larger">+</button>
              <button type="button" id="fit">Fit</button>
            </span>
          </div>
        </header>
        <main>
          <div class="stage" id="stage">${new Markup(estatePicture(graph))}</div>
          <aside id="side">
            <section id="overview">
              <h2>What there is</h2>
              <p class="hint">Choose a node for its facts and relations.</p>
              <ul id="nodes">
                ${graph.nodes.map(
                  node =>
                    html`<li>
                      <button type="button" data-go="${node.id}">
                        ${titleOf(node)} <small>${tellNode(node, graph)}</small>
                      </button>
                    </li>`,
                )}
              </ul>
              <p class="hint" id="none" hidden>Nothing is like that.</p>
            </section>
            <button type="button" id="back" hidden>Back to all</button>
            ${panelsOf(graph)}
            <footer>
              <p>
                <kbd>/</kbd> search, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> fit, <kbd>←</kbd>
                <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Tab</kbd> <kbd>Enter</kbd> choose,
                <kbd>Esc</kbd> back
              </p>
              <p>Made by bucketlint ${version}.</p>
            </footer>
          </aside>
        </main>
        ${inline('script', pageScript)}
      </body>
    </html> `
  return page.text
}

/** What a node is; of the buckets of several units, which may be called alike, what they are deployed with. */
function tellNode(node: Node, { groups }: Graph): string {
  const unit = groups.find(({ id, kind }) => id === node.group && kind === 'unit')?.name
  return (node.kind === 'bucket' ? unit : undefined) ?? kindName(node)
}

/** Nothing runs and nothing styles but what stands here; nothing is fetched from anywhere. */
const policy = policyOf([pageScript], [pageStyle, pictureStyle])

function kindChip(kind: ArrowKind): Markup {
  return html`<button type="button" class="chip ${classOf(kind)}" value="${kind}" aria-pressed="true">
    <svg viewBox="0 0 22 10" aria-hidden="true">
      <path d="M1 5h14" />
      <path class="head" d="M21 5l-8 -4v8Z" />
    </svg>
    ${kind}
  </button>`
}

function framesSelect(frames: readonly Frame[]): Markup | undefined {
  const all = frames.flatMap(frame => within(frame, 0))
  if (all.length < 2) return undefined
  return html`<select id="frame" aria-label="Account or region">
    <option value="">everywhere</option>
    ${all.map(
      ({ frame, depth }) =>
        html`<option value="${frame.id}">${'\u2003'.repeat(depth)}${frame.title}</option>`,
    )}
  </select>`
}

function within(frame: Frame, depth: number): { readonly frame: Frame; readonly depth: number }[] {
  return [{ frame, depth }, ...frame.frames.flatMap(inner => within(inner, depth + 1))]
}
