/** An editor for tests: a client of the protocol that starts the command as it is shipped. */
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import {
  createProtocolConnection,
  CodeActionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  FileChangeType,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type FileEvent,
  type InitializeResult,
  type MarkupContent,
  type Range,
} from 'vscode-languageserver/node'
import { command } from '../cli/bucketlint.ts'

/** Milliseconds that an answer may take on a busy machine. */
const PATIENCE = 20_000

/** What an editor shows in a file. */
export type Shown = readonly Diagnostic[]

/** Starts an editor on a folder, or on none. */
export async function openEditor(folder: string | undefined, options: object = {}) {
  const server = spawn(process.execPath, [command, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>(resolve => server.on('exit', resolve))
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  )
  const shown = new Map<string, Shown>()
  const messages: string[] = []
  const watchers = new Set<() => void>()
  const uriOf = (path: string) => pathToFileURL(folder === undefined ? path : join(folder, path)).href
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    shown.set(uri, diagnostics)
    for (const watcher of watchers) watcher()
  })
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message)
    for (const watcher of watchers) watcher()
  })
  connection.onRequest(RegistrationRequest.type, () => undefined)
  connection.listen()
  const initialized: InitializeResult = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still wants it
    rootUri: null,
    workspaceFolders: folder === undefined ? null : [{ uri: uriOf(''), name: 'test' }],
    capabilities: {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: { publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1] } } },
    },
    initializationOptions: options,
  })
  await connection.sendNotification(InitializedNotification.type, {})
  let version = 0

  return {
    initialized,
    server,
    ended,
    connection,
    messages,
    uriOf,
    shown: (path: string): Shown => shown.get(uriOf(path)) ?? [],
    codes: (path: string) => (shown.get(uriOf(path)) ?? []).map(({ code }) => code),
    open: (path: string, text: string) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uriOf(path), languageId: 'yaml', version: ++version, text },
      }),
    type: (path: string, text: string) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uriOf(path), version: ++version },
        contentChanges: [{ text }],
      }),
    save: (path: string) =>
      connection.sendNotification(DidSaveTextDocumentNotification.type, {
        textDocument: { uri: uriOf(path) },
      }),
    close: (path: string) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: uriOf(path) },
      }),
    /** Tells of files that somebody else made, changed or deleted. */
    touched: (...paths: string[]) =>
      connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: paths.map((path): FileEvent => ({ uri: uriOf(path), type: FileChangeType.Changed })),
      }),
    /** Adds folders to the workspace, and takes others away. */
    folders: (added: readonly string[], removed: readonly string[] = []) => {
      const named = (path: string) => ({ uri: uriOf(path), name: path })
      return connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: { added: added.map(named), removed: removed.map(named) },
      })
    },
    hover: async (path: string, line: number, character: number): Promise<string | undefined> => {
      const textDocument = { uri: uriOf(path) }
      const hover = await connection.sendRequest(HoverRequest.type, {
        textDocument,
        position: { line, character },
      })
      return (hover?.contents as MarkupContent | undefined)?.value
    },
    actions: async (path: string, range: Range): Promise<CodeAction[]> => {
      const textDocument = { uri: uriOf(path) }
      const context = { diagnostics: [] }
      const actions = await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context })
      return (actions ?? []) as CodeAction[]
    },
    /** Waits until something is so; fails with what is shown where it never is. */
    until: (isSo: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        const watch = () => {
          if (!isSo()) return
          clearTimeout(timer)
          watchers.delete(watch)
          resolve()
        }
        const timer = setTimeout(() => {
          reject(new Error(`not so: ${JSON.stringify([...shown])} ${messages.join()}`))
        }, PATIENCE)
        watchers.add(watch)
        watch()
      }),
    /** Ends the server as editors do, and answers its exit status. */
    end: async () => {
      await connection.sendRequest(ShutdownRequest.type)
      await connection.sendNotification(ExitNotification.type)
      return ended
    },
  }
}
