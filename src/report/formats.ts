/** The names of the formats of reports, that of people first. Apart from the reporters, which not every run needs. */
export const formats = ['stylish', 'json', 'sarif', 'github', 'junit', 'markdown', 'html'] as const

/** The name of a format. */
export type Format = (typeof formats)[number]
