/** Thrown where a text leaves no room for a wish: it is computed, shared, or has no words for what is wanted. */
export class NoRoom extends Error {}
