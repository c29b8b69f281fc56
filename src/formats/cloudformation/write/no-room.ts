/** Says that a text leaves no room for a wish: it stands elsewhere, or a function makes what would have to be changed. */
export class NoRoom extends Error {}
