/** The text of rules/index.ts for the files that are there. */
export function rulesIndexText(): string
