/** The text of schemas.ts for the installed service spec. */
export function schemasText(): Promise<string>
