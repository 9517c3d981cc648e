import { readFileSync } from 'node:fs'
import { bare, competitors, ours } from './contenders.mjs'
import { generateVisits } from './generateVisits.mjs'

const contender = [...ours, bare, ...competitors].find(({ name }) => name === process.argv[2])
const text = readFileSync(0, 'utf8')
const attributes = contender.view(generateVisits()[0])
const start = performance.now()
await contender.open(text)(attributes)
process.stdout.write(`${performance.now() - start}`)
