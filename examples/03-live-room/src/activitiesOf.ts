import type { ActivityServer } from '@qianmian/live/widgets'

/** The activities of one broadcast: the rules say `newcomer`, and tonight's is `newcomer.20261126T120000`. */
export function activitiesOf(broadcast: string, server: ActivityServer): ActivityServer {
  const end = `.${broadcast}`
  return {
    async look(names) {
      const { now, activities } = await server.look(names.map((name) => name + end))
      const own = Object.entries(activities).map(([name, state]) => [name.slice(0, -end.length), state] as const)
      return { now, activities: Object.fromEntries(own) }
    },
    act: (request) => server.act({ ...request, activity: request.activity + end }),
  }
}
