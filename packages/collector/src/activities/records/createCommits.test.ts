import { expect, it } from 'vitest'
import { memoryRecords } from '../../testing/memoryRecords.js'
import { createCommits } from './createCommits.js'
import type { Records } from './records.js'

const count = (records: Records) => {
  const number = (records.get<number>(['n']) ?? 0) + 1
  records.put(['n'], number)
  return number
}

it('runs jobs one after the other, and lets those that wait share a commit', async () => {
  let commits = 0
  const store = memoryRecords(async () => void commits++)
  const jobs = createCommits(store, 10_000, () => {})
  const numbers = await Promise.all(Array.from({ length: 3000 }, () => jobs.run(count)))
  expect(numbers).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1))
  expect(store.committed.get(['n'])).toBe(3000)
  expect(commits).toBe(3)
})

it('answers nobody before the commit', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const jobs = createCommits(
    memoryRecords(() => held),
    10,
    () => {},
  )
  let answered = false
  const job = jobs.run(count).then(() => (answered = true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(answered).toBe(false)
  release()
  expect(await job).toBe(true)
})

it('writes nothing of a job that throws halfway, and all of the others', async () => {
  const store = memoryRecords()
  const jobs = createCommits(store, 10, () => {})
  const broken = jobs.run((records) => {
    count(records)
    records.put(['half'], true)
    throw new Error('in the middle')
  })
  const [first, , second] = await Promise.all([
    jobs.run(count),
    expect(broken).rejects.toThrow('in the middle'),
    jobs.run(count),
  ])
  expect([first, second, store.committed.get(['n']), store.committed.get(['half'])]).toEqual([1, 2, 2, undefined])
})

it('sends all of a commit that failed away to come again, tells why, and goes on', async () => {
  let fails = 1
  const reported: unknown[] = []
  const store = memoryRecords(async () => {
    if (fails--) throw new Error('disk full')
  })
  const jobs = createCommits(store, 10, (error) => reported.push(error))
  for (const result of await Promise.allSettled([jobs.run(count), jobs.run(count)]))
    expect(result).toMatchObject({ status: 'rejected', reason: { status: 503 } })
  expect(reported.map(String)).toEqual(['Error: disk full'])
  fails = 0
  expect(await jobs.run(count)).toBe(1)
})

it('sends those away who are too many', async () => {
  const jobs = createCommits(memoryRecords(), 2, () => {})
  const results = await Promise.allSettled([jobs.run(count), jobs.run(count), jobs.run(count)])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  await jobs.idle()
})
