/** Digests of texts. */
import { createHash, type BinaryToTextEncoding } from 'node:crypto'
import type { Builtin } from '../call.ts'
import { textOf } from '../plain.ts'

function digest(algorithm: string, encoding: BinaryToTextEncoding): Builtin {
  return call => textOf(createHash(algorithm).update(call.literal(0)).digest(encoding))
}

export const digests: Readonly<Record<string, Builtin>> = {
  base64sha256: digest('sha256', 'base64'),
  base64sha512: digest('sha512', 'base64'),
  md5: digest('md5', 'hex'),
  sha1: digest('sha1', 'hex'),
  sha256: digest('sha256', 'hex'),
  sha512: digest('sha512', 'hex'),
}
