/** Functions whose result is not worked out: it is another one each time, or costs more than it tells. */
import type { Builtin } from '../call.ts'
import { Unclear } from '../failure.ts'

/** Equal calls give the same. */
const notWorkedOut: Builtin = ({ name }) => {
  throw new Unclear({ label: `the function ${name}` })
}

/** Each call gives something else. */
const neverTheSame: Builtin = call => call.unlike(`the function ${call.name}`)

const OPAQUE = [
  'base64gzip',
  'cidrhost',
  'cidrnetmask',
  'cidrsubnet',
  'cidrsubnets',
  'csvdecode',
  'filebase64',
  'filebase64sha256',
  'filebase64sha512',
  'filemd5',
  'filesha1',
  'filesha256',
  'filesha512',
  'fileset',
  'formatdate',
  'rsadecrypt',
  'textdecodebase64',
  'textencodebase64',
  'timeadd',
  'timecmp',
  'uuidv5',
  'yamlencode',
]

export const unknowable: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(OPAQUE.map(name => [name, notWorkedOut])),
  bcrypt: neverTheSame,
  plantimestamp: notWorkedOut,
  timestamp: neverTheSame,
  uuid: neverTheSame,
}
