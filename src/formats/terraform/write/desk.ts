/** What is at hand to write changes into a configuration: its blocks, and how each calls the resources around it. */
import type { Resource } from '../../../model/resource.ts'
import { explore } from '../../../model/world.ts'
import type { Block } from '../../../syntax/hcl/ast.ts'
import type { Instance } from '../configuration/instance.ts'
import type { Module } from '../configuration/module.ts'
import type { Relations } from '../configuration/relations.ts'
import type { Hand } from './body.ts'
import { isGiven } from './given.ts'
import { NoRoom } from './no-room.ts'
import { policyEdits } from './policy.ts'
import { expressionFor, type InstanceOf, type Place } from './reference.ts'
import type { Style } from './style.ts'

/** What the reader knows of the instances of a configuration. */
export interface Instances {
  readonly of: InstanceOf
  /** Those of a type that add to one in some world. */
  adding(to: Instance, type: string): readonly Instance[]
  /** Whether one of a type may add to another type, and nobody can tell to which. */
  isLoose(type: string, to: string): boolean
}

/** The block of an instance as it is written, in one piece; throws `NoRoom`. */
export function blockOf({ module, block }: Instance): Block {
  return writtenBlock(module, block.type, block.labels)
}

/** What is at hand in a block that is written. */
export function handIn(module: Module, block: Block, of: InstanceOf): Hand {
  return handAt({ module, block, isNew: false }, of)
}

/** What is at hand in a new block that is made for each instance of another one. */
export function handBeside({ module, block }: Instance, of: InstanceOf): Hand {
  return handAt({ module, block, isNew: true }, of)
}

/** The blocks of a module, file by file. */
export function blocksIn({ folder }: Module): readonly Block[] {
  return folder.files.flatMap(({ body }) => body.blocks)
}

/** Whether a text is not for us to change: it is JSON, or a copy of a module from elsewhere. */
export function isClosed({ path }: { readonly path: string }): boolean {
  return path.endsWith('.json') || path.split('/').includes('.terraform')
}

function handAt(place: Place, of: InstanceOf): Hand {
  const { module } = place
  const style: Style = {
    sign: '=',
    quotesKeys: false,
    hasCommas: false,
    isJson: false,
    unit: '  ',
    named: reference => expressionFor(reference, place, of),
    isGiven: value => isGiven(value, module),
  }
  return {
    style,
    document: (value, to) =>
      policyEdits(place.block.body.source, value, to, style, name => {
        const block = writtenBlock(module, 'data', ['aws_iam_policy_document', name])
        return { block, hand: handIn(module, block, of) }
      }),
  }
}

/** What override files say as well is written in more than one piece. */
function writtenBlock(module: Module, type: string, labels: readonly string[]): Block {
  const name = labels.join('.')
  const [block, ...others] = blocksIn(module).filter(
    each => each.type === type && each.labels.join('.') === name,
  )
  if (!block || others.length > 0 || isClosed(block.body.source)) throw new NoRoom()
  return block
}

/** The instances of a configuration; what they are and what they add to is asked for when something is written. */
export function instancesIn(all: () => readonly Instance[], relations: () => Relations): Instances {
  let known: ReadonlyMap<Resource, Instance> | undefined
  return {
    of(resource) {
      known ??= new Map(all().flatMap(each => (each.resource ? [[each.resource, each] as const] : [])))
      return known.get(resource)
    },
    adding(to, type) {
      const { leaves } = explore(world => relations().of(to, type, world))
      return [...new Set(leaves.flatMap(({ result }) => result))]
    },
    isLoose: (type, to) => relations().loose(type, to).length > 0,
  }
}
