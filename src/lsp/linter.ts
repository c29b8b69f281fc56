/** Lints in a thread, one job at a time: of those that wait only the last is of interest. */
import { Worker } from 'node:worker_threads'
import type { Job, Outcome } from './job.ts'

/** Milliseconds after which nobody expects an answer, and megabytes that no workspace should need. */
const PATIENCE = 120_000
const MEMORY = 4096

/** What is told of a job that was done, or could not be. */
export interface Told {
  done(outcome: Outcome): void
  failed(reason: string): void
  /** Neither will be told: another job took its place, or nobody wants it any more. */
  dropped?(): void
}

/** How a thread is started, and how long one waits for it; both are set by tests alone. */
export interface Threads {
  start(): Worker
  /** Milliseconds. */
  readonly patience: number
}

interface Task {
  readonly job: Job
  readonly told: Told
}

/** One thread with its queue. */
export class Linter {
  #worker: Worker | undefined
  #running: Task | undefined
  /** By key; the first that came is the first that runs. */
  readonly #waiting = new Map<string, Task>()
  #timer: NodeJS.Timeout | undefined
  readonly #threads: Threads

  constructor(threads: Threads = { start: startWorker, patience: PATIENCE }) {
    this.#threads = threads
  }

  /** Lints as soon as the thread is free, unless another job of the same `key` comes before that. */
  lint(key: string, job: Job, told: Told): void {
    this.drop(key)
    this.#waiting.set(key, { job, told })
    this.#next()
  }

  /** Takes a job back that has not begun. */
  drop(key: string): void {
    const task = this.#waiting.get(key)
    this.#waiting.delete(key)
    task?.told.dropped?.()
  }

  /** Ends the thread and drops all jobs; the next one starts a new thread, which knows nothing of what this one loaded. */
  stop(): void {
    const running = this.#end()
    for (const key of [...this.#waiting.keys()]) this.drop(key)
    running?.told.dropped?.()
  }

  /** Ends the thread, and answers what it was at. */
  #end(): Task | undefined {
    clearTimeout(this.#timer)
    const worker = this.#worker
    const task = this.#running
    this.#worker = undefined
    this.#running = undefined
    worker?.removeAllListeners()
    // One that is being ended may still fail of what it was at.
    worker?.on('error', () => undefined)
    void worker?.terminate()
    return task
  }

  #next(): void {
    const [first] = this.#waiting
    if (this.#running || !first) return
    const [key, task] = first
    this.#waiting.delete(key)
    this.#running = task
    const { patience } = this.#threads
    this.#timer = setTimeout(() => {
      this.#fail(`linting took more than ${patience / 1000} seconds`)
    }, patience)
    this.#thread().postMessage(task.job)
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = this.#threads.start()
    worker.on('message', (outcome: Outcome) => {
      clearTimeout(this.#timer)
      const task = this.#running
      this.#running = undefined
      task?.told.done(outcome)
      this.#next()
    })
    worker.on('error', (error: unknown) => {
      this.#fail(error instanceof Error ? error.message : String(error))
    })
    // Configs that are programs can end the thread that they run in.
    worker.on('exit', code => {
      this.#fail(`a program of the configs ended the linter (exit status ${code})`)
    })
    this.#worker = worker
    return worker
  }

  #fail(reason: string): void {
    this.#end()?.told.failed(reason)
    this.#next()
  }
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./lsp-worker.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    // What configs print must not get between the messages to the editor.
    stdout: true,
  })
  worker.stdout.resume()
  return worker
}
