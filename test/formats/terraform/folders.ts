/** Folders of configurations, written for one test and linted. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rules } from '../../../rules/index.ts'
import { Bucket, EstateView } from '../../../src/model/bucket.ts'
import { explore } from '../../../src/model/world.ts'
import type { Report } from '../../../src/finding.ts'
import { readEstate } from '../../../src/read.ts'
import { run } from '../../../src/run.ts'
import type { Settings } from '../../../src/settings.ts'

type Files = Readonly<Record<string, string>>

/** Runs with the files in a folder of their own, which is gone afterwards. */
export function inFolder<T>(files: Files, use: (cwd: string) => T): T {
  const cwd = mkdtempSync(join(tmpdir(), 'bucketlint-terraform-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), text)
    }
    return use(cwd)
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

function settings(cwd: string, own: Partial<Settings>): Settings {
  return {
    paths: ['.'],
    cwd,
    preset: 'recommended',
    rules: {},
    params: new Map(),
    paramFiles: [],
    ...own,
  }
}

/** What a run over the files gives. */
export function lintFiles(files: Files, own: Partial<Settings> = {}): Report {
  return inFolder(files, cwd => run(settings(cwd, own), rules))
}

/** The findings of a run, one line each: place, certainty where it is only possible, rule, address. */
export function told(files: Files, ...only: readonly string[]): string[] {
  const { findings, errors } = lintFiles(files, only.length > 0 ? { only } : {})
  const lines = findings.map(({ location: { file, line }, certainty, rule, resource }) => {
    const may = certainty === 'possible' ? 'possibly ' : ''
    return `${file}:${line} ${may}${rule} ${resource.address}`
  })
  return [...errors.map(({ message }) => message), ...lines]
}

/** The buckets that exist in the world of the defaults: something of each by its address. */
export function buckets<T>(files: Files, read: (bucket: Bucket) => T, own: Partial<Settings> = {}) {
  return inFolder(files, cwd => {
    const { estate } = readEstate(settings(cwd, own))
    const found: Record<string, T> = {}
    for (const resource of estate.ofType('AWS::S3::Bucket')) {
      const [first] = explore(world => ({
        value: resource.exists(world)
          ? { read: read(new Bucket(resource, new EstateView(estate, world))) }
          : undefined,
      })).leaves
      if (first?.result.value) found[resource.id] = first.result.value.read
    }
    return found
  })
}
