/** Places as SARIF tells them: relative to the root of the repository, since GitHub takes nothing else. */
import type { ArtifactLocation, Fix as SarifFix, Location as SarifLocation, Region } from 'sarif'
import type { Fix, Location, Note } from '../finding.ts'
import type { Source } from '../text/source.ts'
import { grouped, inRepository, type ReportOptions } from './summary.ts'

/** What relative references start from, by the name that other tools give it. */
export const ROOT = '%SRCROOT%'

/** The places of one report. */
export class Places {
  readonly #sources: ReadonlyMap<string, Source>
  readonly #options: ReportOptions

  constructor(sources: ReadonlyMap<string, Source>, options: ReportOptions) {
    this.#sources = sources
    this.#options = options
  }

  /** A place. */
  of(location: Location): Pick<SarifLocation, 'physicalLocation'> {
    return {
      physicalLocation: {
        artifactLocation: this.#file(location.file),
        region: regionOf(location, this.#sources.get(location.file)),
      },
    }
  }

  /** A place and what is said of it. */
  told({ message, location }: Note): SarifLocation {
    return { ...this.of(location), message: { text: withoutLinks(message) } }
  }

  /** A fix, file by file. */
  fix({ title, safety, edits }: Fix): SarifFix {
    const text = safety === 'safe' ? title : `${title} (to be reviewed)`
    return {
      description: { text: withoutLinks(text) },
      artifactChanges: Array.from(
        grouped(edits, ({ location }) => location.file),
        ([file, own]) => ({
          artifactLocation: this.#file(file),
          replacements: own.map(edit => ({
            deletedRegion: wholeRegion(edit.location),
            insertedContent: { text: edit.text },
          })),
        }),
      ),
    }
  }

  #file(path: string): ArtifactLocation {
    const uri = uriOf(inRepository(path, this.#options))
    return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT }
  }
}

function wholeRegion({ line, column, endLine, endColumn }: Location): Region {
  return { startLine: line, startColumn: column, endLine, endColumn }
}

/** The first line of a place: GitHub annotates a pull request only if it changes all lines of a region. */
function regionOf({ line, column, endLine, endColumn }: Location, source: Source | undefined): Region {
  const start = { startLine: Math.max(1, line), startColumn: Math.max(1, column), endLine: Math.max(1, line) }
  const end = (after: number) => ({ ...start, endColumn: Math.max(start.startColumn + 1, after) })
  if (endLine === line) return end(endColumn)
  return source ? end(source.line(line).length + 1) : start
}

/** A relative path as a URI reference: whatever it holds, it stays a path. */
function uriOf(path: string): string {
  const uri = path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return uri.startsWith('/') ? `file://${uri}` : uri
}

/** Messages may embed links, `[text](target)`; ours never do, whatever they quote. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (')
}
