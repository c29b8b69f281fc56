/** What an editor sets for the server. It comes from outside: what is not understood is left out. */
import { presets } from '../presets.ts'
import type { EditorSettings } from './job.ts'

/** The settings of the server. */
export interface ServerSettings extends EditorSettings {
  /** Show findings too that depend on what is not known. */
  readonly possible: boolean
}

/** Reads them, as `initializationOptions` or the section `bucketlint` of the client's settings. */
export function readSettings(value: unknown): ServerSettings {
  const given =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  const text = (key: string) => {
    const found = Object.hasOwn(given, key) ? given[key] : undefined
    return typeof found === 'string' && found !== '' ? found : undefined
  }
  const preset = text('preset')
  return {
    possible: given['possible'] === true,
    preset: presets.find(each => each === preset),
    config: text('config'),
    region: text('region'),
    account: text('account'),
  }
}
