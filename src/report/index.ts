/** All reporters by the name of their format. */
import type { Format } from './formats.ts'
import { github } from './github.ts'
import { htmlPage } from './html/index.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { sarif } from './sarif.ts'
import { stylish } from './stylish.ts'
import type { Reporter } from './summary.ts'

export const reporters: Readonly<Record<Format, Reporter>> = {
  stylish,
  json,
  sarif,
  github,
  junit,
  markdown,
  html: htmlPage,
}
