/** Terraform's and OpenTofu's configurations, read into units of the model. */
export { commentsOnBlocks } from './directives.ts'
export { readBeside, readConfiguration, type ReadConfiguration } from './unit.ts'
export { readFolder, literalText, type Folder, type FolderFile } from './folder.ts'
export type { Inputs, Library } from './root.ts'
