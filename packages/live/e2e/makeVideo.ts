import type { Page } from 'playwright-core'

/** A film in pieces, as HLS has them: together they are a fragmented MP4. Each fragment lasts about a second. */
export interface Film {
  readonly init: Buffer
  readonly fragments: readonly Buffer[]
}

/** Films a canvas that changes, in the browser itself, for so many seconds. */
export async function makeVideo(page: Page, seconds: number): Promise<Film> {
  const base64 = await page.evaluate(async (ms) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 })
    const pen = canvas.getContext('2d')!
    // Noise, which nothing compresses: browsers read a film by blocks of 32 KB, and a fragment must not hide in one.
    const timer = setInterval(() => {
      const noise = pen.createImageData(160, 90)
      for (let at = 0; at < noise.data.length; at++) noise.data[at] = Math.random() * 256
      pen.putImageData(noise, 0, 0)
    }, 40)
    const recorder = new MediaRecorder(canvas.captureStream(25), {
      mimeType: 'video/mp4;codecs=vp9',
      videoBitsPerSecond: 2_000_000,
      videoKeyFrameIntervalDuration: 1000,
    } as MediaRecorderOptions)
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.start(1000)
    await new Promise((resolve) => setTimeout(resolve, ms))
    await new Promise((resolve) => {
      recorder.onstop = resolve
      recorder.stop()
    })
    clearInterval(timer)
    const reader = new FileReader()
    await new Promise((resolve) => {
      reader.onload = resolve
      reader.readAsDataURL(new Blob(parts))
    })
    return String(reader.result).split(',')[1]!
  }, seconds * 1000)
  return split(Buffer.from(base64, 'base64'))
}

/** Cuts the boxes of a file before each `moof`: https://www.w3.org/TR/mse-byte-stream-format-isobmff/ */
function split(file: Buffer): Film {
  const cuts: number[] = []
  for (let at = 0; at < file.length; at += file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'moof') cuts.push(at)
  // Chromium writes level 0, which it does not play by that name: https://www.webmproject.org/vp9/mp4/
  file[file.indexOf('vpcC') + 9] = 10
  const fragments = cuts.map((from, index) => file.subarray(from, cuts[index + 1]))
  return { init: file.subarray(0, cuts[0]), fragments }
}
