/** What is written of a bucket and depends on nothing. */
import { Bucket, EstateView } from './bucket.ts'
import { ResourceView } from './resource-view.ts'
import { World } from './world.ts'

/** Whether what is read of a bucket is the same in every world: what mends it in one spoils it in no other. */
export function isSettled({ resource, estate }: Bucket, read: (bucket: Bucket) => unknown): boolean {
  const world = new World([], new Map(), [])
  read(new Bucket(resource, new EstateView(estate.estate, world)))
  return world.decisions === 0
}

/** The same of what is read of any resource, without others. */
export function isSettledIn<P>(
  { resource }: ResourceView<P>,
  read: (view: ResourceView<P>) => unknown,
): boolean {
  const world = new World([], new Map(), [])
  read(new ResourceView(resource, world))
  return world.decisions === 0
}

/** Whether what is read stands there in so many words: no parameter or condition says it. */
export function isWrittenOut({ world }: { readonly world: World }, read: () => unknown): boolean {
  const { questions } = world
  read()
  return world.questions === questions
}
