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

  /** Lints as soon as the thread is free, unless another job of the same `key` comes before that. */
  lint(key: string, job: Job, told: Told): void {
    this.#waiting.delete(key)
    this.#waiting.set(key, { job, told })
    this.#next()
  }

  /** Ends the thread; the next job starts a new one, which knows nothing of what this one has loaded. */
  stop(): void {
    clearTimeout(this.#timer)
    const worker = this.#worker
    this.#worker = undefined
    this.#running = undefined
    worker?.removeAllListeners()
    void worker?.terminate()
  }

  #next(): void {
    const [first] = this.#waiting
    if (this.#running || !first) return
    const [key, task] = first
    this.#waiting.delete(key)
    this.#running = task
    this.#timer = setTimeout(() => {
      this.#fail(`linting took more than ${PATIENCE / 1000} seconds`)
    }, PATIENCE)
    this.#thread().postMessage(task.job)
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = startWorker()
    worker.on('message', (outcome: Outcome) => {
      clearTimeout(this.#timer)
      const task = this.#running
      this.#running = undefined
      task?.told.done(outcome)
      this.#next()
    })
    worker.on('error', error => {
      this.#fail(error.message)
    })
    this.#worker = worker
    return worker
  }

  #fail(reason: string): void {
    const task = this.#running
    this.stop()
    task?.told.failed(reason)
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
