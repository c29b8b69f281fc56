/** Writes config.schema.json and src/config/validate.mjs from src/config/schema.ts: run it when that changes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')
const target = { schema: join(root, 'config.schema.json'), validator: join(root, 'src/config/validate.mjs') }

/** The texts of both files. */
export async function compiledConfigSchema() {
  const { schema } = await importTypeScript(join(root, 'src/config/schema.ts'))
  // Whatever is written without quotes in YAML is text until the schema asks for a number.
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    coerceTypes: true,
    allowUnionTypes: true,
  })
  const validator = standalone.default(ajv, ajv.compile(schema))
  return {
    schema: `${JSON.stringify(schema, undefined, 2)}\n`,
    validator: `/* Written by scripts/compile-config-schema.mjs: do not edit. */\n${validator}`,
  }
}

/** Loads a file that imports nothing but types, whether this Node.js reads TypeScript or not. */
async function importTypeScript(file) {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  })
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`)
}

if (process.argv[1] === import.meta.filename) {
  const texts = await compiledConfigSchema()
  writeFileSync(target.schema, texts.schema)
  writeFileSync(target.validator, texts.validator)
}
