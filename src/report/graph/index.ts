/** All formats of the picture. */
import type { Graph } from '../../graph/index.ts'
import { mermaidOf } from './mermaid.ts'
import { graphPage } from './page.ts'
import { estatePicture } from './svg.ts'

export { estatePicture } from './svg.ts'

/** Draws the picture in a format; `version` is that of bucketlint. */
export const drawings = {
  mermaid: (graph: Graph, _version: string) => mermaidOf(graph),
  svg: (graph: Graph, _version: string) => estatePicture(graph),
  html: graphPage,
}
