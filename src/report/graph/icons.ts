/** Small pictures of what nodes stand for, in a square of 22 pixels. */
import type { NodeKind } from '../../graph/index.ts'

const bucket =
  '<ellipse cx="11" cy="4.5" rx="8.5" ry="3"/><path d="M2.5 4.5 4.5 18.5c1 2.6 12 2.6 13 0l2-14"/>'
const door = '<path d="M5 20V3h12v17M2.5 20h17"/><path d="M13.5 11.5v1.5"/>'
const log = '<path d="M4 2.5h10l4 4v13H4zM14 2.5v4h4M7.5 11h7M7.5 15h7"/>'

const icons: Readonly<Record<NodeKind, string>> = {
  bucket,
  'access point': door,
  'multi-region access point': door,
  topic: '<path d="M3 9v5h4l8 4.5v-14L7 9zM18.5 8.5c1.3 1.6 1.3 4.4 0 6"/>',
  queue: '<path d="M2.5 7h4v8h-4zM9 7h4v8H9zM15.5 7h4v8h-4z"/>',
  function: '<path d="M5 3.5h3.5L16.5 19H20M10.5 8.5 4.5 19"/>',
  distribution:
    '<circle cx="11" cy="11" r="8.5"/><path d="M2.5 11h17M11 2.5c5 5 5 12 0 17M11 2.5c-5 5-5 12 0 17"/>',
  trail: log,
  'configuration recorder': log,
  'flow log': log,
  'log delivery': log,
  'load balancer': '<circle cx="4.5" cy="11" r="2.5"/><path d="M7 11h4M11 4v14M11 4h6M11 11h6M11 18h6"/>',
  outside: '<path d="M9 4H3.5v14.5H18V13M12.5 3.5H19V10M19 3.5 10 12.5"/>',
}

/** The icon of a kind of node. */
export function iconOf(kind: NodeKind): string {
  return icons[kind]
}
