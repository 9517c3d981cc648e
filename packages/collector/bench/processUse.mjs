import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a process uses: its memory in MB, at the most where Linux tells that, and there its seconds of CPU so far. */
export function processUse(pid) {
  if (process.platform !== 'linux') {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })
    return { memory: Number(kilobytes) / 1024, cpu: Number.NaN }
  }
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]
  // User and system time, in hundredths of a second: the 12th and 13th field after the name.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
  return { memory: Number(peak) / 1024, cpu: (Number(fields[11]) + Number(fields[12])) / 100 }
}
