import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root, run } from './run.mjs'

const folder = join(root, 'packages/rules')
const { createGenerator } = createRequire(join(folder, 'package.json'))('ts-json-schema-generator')

/** Where the schema of the rules document is kept. */
const schemaFile = join(folder, 'schema/1.json')

/**
 * The JSON Schema of the rules document, made from the types that the engine is written in.
 * Of conditions the engine's own type says only that they are objects; the schema says what authors may write.
 * @returns {object} what `packages/rules/schema/1.json` holds
 */
export function makeSchema() {
  const { definitions, $ref } = schemaOf('src/config.ts', 'Config')
  const { Joined, Paths, Operators, Literal, Expected } = schemaOf('src/check/writtenCondition.ts', '*').definitions
  // The generator drops the paths of an object that has both named members and an index.
  const Condition = {
    ...Joined,
    ...Paths,
    properties: Joined.properties,
    propertyNames: { pattern: '^($|[^$]|\\$(and|or|nor|not)$)' },
    description: definitions.Condition.description,
  }
  // An engine leaves open what a newer one may know; an editor underlines it.
  const written = { Condition, Operators: { ...Operators, additionalProperties: false }, Literal, Expected }
  const all = Object.entries({ ...definitions, ...written }).sort(([a], [b]) => (a < b ? -1 : 1))
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://qianmian.dev/schema/1.json',
    title: 'A Qianmian rules document',
    $ref,
    definitions: Object.fromEntries(all),
  }
  return JSON.parse(JSON.stringify(schema).replaceAll('/WrittenCondition"', '/Condition"'))
}

function schemaOf(path, type) {
  return createGenerator({
    path: join(folder, path),
    tsconfig: join(folder, 'tsconfig.json'),
    type,
    additionalProperties: true,
    skipTypeCheck: true,
    topRef: true,
  }).createSchema(type)
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(schemaFile, JSON.stringify(makeSchema(), null, 2))
  await run('npx', ['biome', 'format', '--write', schemaFile])
}
