/** The language server: what editors tell and ask, and what they are answered. */
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  CodeActionKind,
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
import { fixesFor } from './actions.ts'
import { Screen } from './screen.ts'
import { Session } from './session.ts'
import { readSettings } from './settings.ts'

/** What may be linted, or bears on it. */
const OF_INTEREST = /\.(?:ya?ml|json|template|cfn|cform|tf|tofu|tfvars)$/i
const WATCHED = '**/*.{yaml,yml,json,template,cfn,cform,tf,tofu,tfvars,ts,mts,js,mjs}'
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
      new Map(documents.all().flatMap(each => pathsOf(each.uri).map(path => [path, each.getText()]))),
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

  connection.onInitialize((params: InitializeParams) => {
    client = params.capabilities
    const { relatedInformation = false, tagSupport } = client.textDocument?.publishDiagnostics ?? {}
    screen.abilities = { relatedInformation, tags: tagSupport !== undefined }
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
        for (const folder of gone) screen.show(folder, new Map(), () => undefined)
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
    const paths = changes.flatMap(({ uri }) => pathsOf(uri))
    // Programs are loaded once in a thread.
    if (paths.some(path => CONFIG.test(basename(path)))) session.lintAll({ fresh: true })
    else for (const path of paths) if (OF_INTEREST.test(path)) session.saved(path)
  })

  documents.onDidChangeContent(({ document: { uri } }) => {
    for (const path of pathsOf(uri)) if (OF_INTEREST.test(path)) session.changed(path)
  })
  for (const event of [documents.onDidSave, documents.onDidClose])
    event(({ document: { uri } }) => {
      for (const path of pathsOf(uri)) if (OF_INTEREST.test(path)) session.saved(path)
    })

  connection.onHover(({ textDocument: { uri }, position }) => {
    const path = pathOf(uri)
    const shown = path === undefined ? [] : screen.at(path, { start: position, end: position })
    const pages = new Set(shown.flatMap(({ page }) => page?.markdown ?? []))
    if (pages.size === 0) return null
    return { contents: { kind: MarkupKind.Markdown, value: [...pages].join('\n\n---\n\n') } }
  })

  connection.onCodeAction(({ textDocument: { uri }, range }) => {
    const [path, document] = [pathOf(uri), documents.get(uri)]
    return path !== undefined && document ? fixesFor(document, path, screen.at(path, range)) : []
  })

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
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined
  } catch {
    return undefined
  }
}

function pathsOf(uri: string): string[] {
  return [pathOf(uri) ?? []].flat()
}
