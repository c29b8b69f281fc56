/** All reporters by the name of their format. */
import { json } from './json.ts'
import { sarif } from './sarif.ts'
import { stylish } from './stylish.ts'
import type { Reporter } from './summary.ts'

export const reporters = { stylish, json, sarif } satisfies Record<string, Reporter>

/** The name of a format. */
export type Format = keyof typeof reporters
