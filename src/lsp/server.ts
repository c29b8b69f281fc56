/** The language server: what editors tell and ask, and what they are answered. */
import { basename, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  CodeActionKind,
  DiagnosticTag,
  DidChangeWatchedFilesNotification,
  MarkupKind,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { mendingActions, suppressingActions } from './actions.ts'
import { Screen } from './screen.ts'
import { Session } from './session.ts'
import { readSettings } from './settings.ts'

/** What may be linted, or bears on it. */
const OF_INTEREST = /\.(?:ya?ml|json|template|cfn|cform|tf|tofu|tfvars)$/i
const WATCHED = '**/*.{yaml,yml,json,template,cfn,cform,tf,tofu,tfvars,ts,mts,js,mjs}'
/** Of how many findings actions are offered at once: each takes reading the document again, and nobody reads more. */
const MOST_MENDED = 20
const CONFIG = /^bucketlint\.config\.\w+$/

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
}

/** Serves an editor over a connection. */
export function serve(connection: Connection, serverInfo: InitializeResult['serverInfo']): void {
  const documents = new TextDocuments(TextDocument)
  const screen = new Screen(connection, uriOf)
  const failed = new Map<string, string>()
  let client: ClientCapabilities = {}
  const session = new Session({
    open: () =>
      new Map(
        documents.all().flatMap(each => {
          const paths = pathsOf(each.uri).filter(path => OF_INTEREST.test(path))
          return paths.map(path => [path, each.getText()])
        }),
      ),
    show: (folder, files, page) => {
      screen.show(folder, files, page)
    },
    fail: (folder, reasons) => {
      const text = reasons.join('\n')
      if (text !== '' && failed.get(folder) !== text)
        connection
          .sendNotification(ShowMessageNotification.type, {
            type: MessageType.Warning,
            message: `bucketlint: ${text}`,
          })
          .catch(() => undefined)
      failed.set(folder, text)
    },
  })

  /** Clients write addresses in their own ways: a file that is open is called as they call it. */
  function uriOf(path: string): string {
    return documents.keys().find(uri => pathOf(uri) === path) ?? pathToFileURL(path).href
  }

  const configure = (given: unknown) => {
    const { possible, ...settings } = readSettings(given)
    screen.possible = possible
    session.settings = settings
  }

  const saved = (paths: readonly string[]) => {
    // Programs are loaded once in a thread.
    if (paths.some(path => CONFIG.test(basename(path)) || session.isRun(path)))
      session.lintAll({ fresh: true })
    else for (const path of paths) if (OF_INTEREST.test(path)) session.saved(path)
  }

  connection.onInitialize((params: InitializeParams) => {
    client = params.capabilities
    const { relatedInformation = false, tagSupport } = client.textDocument?.publishDiagnostics ?? {}
    screen.abilities = {
      relatedInformation,
      tags: tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) ?? false,
    }
    session.folders = foldersOf(params).flatMap(pathsOf)
    configure(params.initializationOptions)
    return { capabilities, ...(serverInfo ? { serverInfo } : {}) }
  })

  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] })
        // Without it, what others change is seen at the next save.
        .catch(() => undefined)
    if (client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.flatMap(({ uri }) => pathsOf(uri)))
        const kept = session.folders.filter(folder => !gone.has(folder))
        session.folders = [...kept, ...added.flatMap(({ uri }) => pathsOf(uri))]
        session.lintAll({ fresh: false })
      })
    session.lintAll({ fresh: false })
  })

  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    if (typeof settings !== 'object' || settings === null || !('bucketlint' in settings)) return
    configure(settings.bucketlint)
    session.lintAll({ fresh: false })
  })

  connection.onDidChangeWatchedFiles(({ changes }) => {
    saved(changes.flatMap(({ uri }) => pathsOf(uri)))
  })

  documents.onDidChangeContent(({ document: { uri } }) => {
    for (const path of pathsOf(uri)) if (OF_INTEREST.test(path)) session.changed(path)
  })
  for (const event of [documents.onDidSave, documents.onDidClose])
    event(({ document: { uri } }) => {
      saved(pathsOf(uri))
    })

  connection.onHover(({ textDocument: { uri }, position }) => {
    const path = pathOf(uri)
    const shown = path === undefined ? [] : screen.at(path, { start: position, end: position })
    const pages = new Set(shown.flatMap(({ page }) => page?.markdown ?? []))
    if (pages.size === 0) return null
    return { contents: { kind: MarkupKind.Markdown, value: [...pages].join('\n\n---\n\n') } }
  })

  connection.onCodeAction(async ({ textDocument: { uri }, range }) => {
    const [path, document] = [pathOf(uri), documents.get(uri)]
    if (path === undefined || !document) return []
    const shown = screen.at(path, range).slice(0, MOST_MENDED)
    if (shown.length === 0) return []
    const { version } = document
    const fixes = await session.fixes(
      path,
      shown.map(({ finding }) => finding.fingerprint),
    )
    // Meanwhile somebody may have typed on: then the places are others.
    const mending = document.version === version ? mendingActions(shown, fixes, uriIn(path)) : []
    return [...mending, ...suppressingActions(document, path, shown)]
  })

  /** How the client calls the files that are told with a file. */
  function uriIn(path: string): (file: string) => string {
    const folder = session.folderOf(path)
    return file => uriOf(resolve(folder, file))
  }

  connection.onShutdown(() => {
    session.stop()
  })
  documents.listen(connection)
  connection.listen()
}

/** Clients of before workspace folders name one root, or none. */
function foldersOf({ workspaceFolders, ...old }: InitializeParams): string[] {
  const { rootUri } = old as { readonly rootUri?: string | null }
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : [])
}

/** The path of a file; undefined for what is none, such as a text that has no name yet. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? resolve(fileURLToPath(uri)) : undefined
  } catch {
    return undefined
  }
}

function pathsOf(uri: string): string[] {
  return [pathOf(uri) ?? []].flat()
}
