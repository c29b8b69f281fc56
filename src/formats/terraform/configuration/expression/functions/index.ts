/** The functions of Terraform's language by name. Source: https://developer.hashicorp.com/terraform/language/functions */
import type { Builtin } from '../call.ts'
import { collections } from './collections.ts'
import { choices } from './choices.ts'
import { conversions } from './conversions.ts'
import { digests } from './digests.ts'
import { encodings } from './encodings.ts'
import { files } from './files.ts'
import { formats } from './formats.ts'
import { maps } from './maps.ts'
import { numbers } from './numbers.ts'
import { patterns } from './patterns.ts'
import { sets } from './sets.ts'
import { texts } from './texts.ts'
import { unknowable } from './unknowable.ts'

export const functions: ReadonlyMap<string, Builtin> = new Map(
  [
    choices,
    collections,
    conversions,
    digests,
    encodings,
    files,
    formats,
    maps,
    numbers,
    patterns,
    sets,
    texts,
    unknowable,
  ].flatMap(table => Object.entries<Builtin>(table)),
)
