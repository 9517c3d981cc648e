export { consideredInWords, decisionInWords, explanationInWords } from './explanationInWords.js'
export { issueInWords } from './issueInWords.js'
export type { Language } from './language.js'
export { timeInWords } from './timeInWords.js'
