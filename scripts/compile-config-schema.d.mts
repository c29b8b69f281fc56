export function compiledConfigSchema(): Promise<{ schema: string; validator: string }>
