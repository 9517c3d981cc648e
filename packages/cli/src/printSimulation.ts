import type { Config } from '@qianmian/rules'
import { explanationInWords, type Language, timeInWords } from '@qianmian/rules/words'
import type { Simulation } from './simulate.js'

/** A simulation as text: what is known of the visitor, then each slot with its sentences. */
export function printSimulation(result: Simulation, config: Config, now: number, language: Language): string {
  const words = WORDS[language]
  const called = (section: 'tags' | 'audiences') =>
    result[section].map((name) => {
      const title = config[section]?.[name]?.name
      return title ? `${title} (${name})` : name
    })
  const names = Object.keys(result.traits)
  const width = Math.max(0, ...names.map((name) => name.length))
  return [
    words.head(config, timeInWords(now, config.tz), config.tz ?? 'UTC'),
    words.counts(result),
    '',
    words.traits,
    ...names.map((name) => `  ${name.padEnd(width)}  ${JSON.stringify(result.traits[name])}`),
    `${words.tags}  ${called('tags').join(', ') || words.none}`,
    `${words.audiences}  ${called('audiences').join(', ') || words.none}`,
    ...result.slots.flatMap((explanation) => [
      '',
      explanation.slot,
      ...explanationInWords(explanation, language, config).map((sentence) => `  ${sentence}`),
    ]),
  ].join('\n')
}

const WORDS = {
  en: {
    head: ({ id, revision }: Config, time: string, tz: string) => `${id}, revision ${revision}, at ${time} (${tz})`,
    counts: ({ folded, later, twice }: Simulation) =>
      `events folded: ${folded}; later than that: ${later}; there before: ${twice}`,
    traits: 'traits',
    tags: 'tags',
    audiences: 'audiences',
    none: 'none',
  },
  zh: {
    head: ({ id, revision }: Config, time: string, tz: string) => `${id}，修订号 ${revision}，时间 ${time}（${tz}）`,
    counts: ({ folded, later, twice }: Simulation) => `已计入事件：${folded}；晚于该时间：${later}；重复：${twice}`,
    traits: '特征',
    tags: '标签',
    audiences: '人群',
    none: '无',
  },
}
