/** All reporters by the name of their format. */
import { github } from './github.ts'
import { htmlPage } from './html/index.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { sarif } from './sarif.ts'
import { stylish } from './stylish.ts'
import type { Reporter } from './summary.ts'

export const reporters = {
  stylish,
  json,
  sarif,
  github,
  junit,
  markdown,
  html: htmlPage,
} satisfies Record<string, Reporter>

/** The name of a format. */
export type Format = keyof typeof reporters
