import type { Fruit } from './loadFruit.js'
import { WIDTH } from './size.js'

const skin = '#f6cfae'
const shade = '#e3ad87'
const hair = '#3a2622'

/** The anchor, who talks, blinks, and holds up what is explained: `up` says how far, from 0 to 1. */
export function drawAnchor(pen: CanvasRenderingContext2D, seconds: number, fruit: Fruit, up: number): void {
  pen.save()
  pen.translate(WIDTH / 2 + 4 * Math.sin(seconds * 0.9), 268 + 2 * Math.sin(seconds * 1.7))
  drawHairBehind(pen)
  drawBody(pen, seconds)
  pen.save()
  pen.rotate(0.035 * Math.sin(seconds * 1.1))
  drawHead(pen, seconds)
  pen.restore()
  drawArm(pen, seconds, fruit, up)
  pen.restore()
}

function fill(pen: CanvasRenderingContext2D, colour: string | CanvasGradient, path: string): void {
  pen.fillStyle = colour
  pen.fill(new Path2D(path))
}

function line(pen: CanvasRenderingContext2D, colour: string, width: number, path: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.stroke(new Path2D(path))
}

function drawHairBehind(pen: CanvasRenderingContext2D): void {
  fill(pen, '#2c1c19', 'M-66-20C-72-96 72-96 66-20C66 20 74 60 62 92L-62 92C-74 60-66 20-66-20Z')
}

function drawBody(pen: CanvasRenderingContext2D, seconds: number): void {
  const breath = 1.5 * Math.sin(seconds * 1.6)
  fill(pen, shade, 'M-20 52H20V98H-20Z')
  fill(pen, skin, 'M-20 52H20V84C20 96-20 96-20 84Z')
  fill(
    pen,
    '#fbf1dd',
    `M-22 84C-70 ${94 + breath}-104 ${104 + breath}-112 168L-120 380H120L112 168C104 ${104 + breath} 70 ${94 + breath} 22 84C14 104-14 104-22 84Z`,
  )
  fill(pen, '#efdfc2', 'M-22 84C-14 112 14 112 22 84L28 92C18 124-18 124-28 92Z')
  fill(pen, '#2f6b47', 'M-52 150H52C60 150 62 158 64 172L72 380H-72L-64 172C-62 158-60 150-52 150Z')
  line(pen, '#2f6b47', 9, 'M-46 152L-30 92M46 152L30 92')
  line(pen, '#3f8159', 2, 'M-56 168H56')
  line(pen, '#fbf1dd', 3, 'M0 214V198M0 202c0-6-5-9-12-9 0 6 5 9 12 9ZM0 199c0-6 5-9 13-9 0 7-5 9-13 9Z')
}

function drawHead(pen: CanvasRenderingContext2D, seconds: number): void {
  fill(pen, shade, 'M-58-2C-68-6-68 18-56 20ZM58-2C68-6 68 18 56 20Z')
  fill(pen, skin, 'M-56-22C-56-72 56-72 56-22C58 26 34 66 0 68C-34 66-58 26-56-22Z')
  pen.fillStyle = 'rgb(238 120 96 / 32%)'
  for (const x of [-33, 33]) {
    pen.beginPath()
    pen.ellipse(x, 24, 13, 8, 0, 0, 7)
    pen.fill()
  }
  drawEyes(pen, seconds)
  line(pen, shade, 2.4, 'M-1 10C-5 20-5 24 2 24')
  drawMouth(pen, seconds)
  fill(pen, hair, 'M-62 4C-74-92 74-92 62 4C58-18 50-34 36-44C20-30-12-22-34-40C-48-30-58-14-62 4Z')
  line(pen, '#5a3d35', 2, 'M-30-62C-12-72 14-72 32-60')
  fill(pen, '#e2552b', 'M40-58C56-74 64-64 58-52C66-46 58-36 46-44C38-40 34-52 40-58Z')
  pen.fillStyle = '#ffd27a'
  pen.beginPath()
  pen.arc(48, -52, 4.5, 0, 7)
  pen.fill()
}

function drawEyes(pen: CanvasRenderingContext2D, seconds: number): void {
  const blinks = seconds % 3.7 < 0.13 || seconds % 9.1 < 0.13
  for (const x of [-22, 22]) {
    line(pen, hair, 3, `M${x - 10}-12Q${x}-18 ${x + 10}-12`)
    if (blinks) {
      line(pen, hair, 2.6, `M${x - 8} 4Q${x} 8 ${x + 8} 4`)
      continue
    }
    pen.fillStyle = '#fff'
    pen.beginPath()
    pen.ellipse(x, 3, 9, 8.5, 0, 0, 7)
    pen.fill()
    pen.fillStyle = '#3b241c'
    pen.beginPath()
    pen.arc(x + 1.6 * Math.sin(seconds * 0.7), 3.6, 6, 0, 7)
    pen.fill()
    pen.fillStyle = '#fff'
    pen.beginPath()
    pen.arc(x + 2.4, 0.8, 2, 0, 7)
    pen.fill()
    line(pen, hair, 2.6, `M${x - 9}-1Q${x}-9 ${x + 10}-2`)
  }
}

function drawMouth(pen: CanvasRenderingContext2D, seconds: number): void {
  const pause = seconds % 6 > 5.1
  const open = pause ? 0 : Math.abs(Math.sin(seconds * 7) * Math.sin(seconds * 2.9)) * 9
  fill(pen, '#b8453f', `M-14 37Q0 ${34 - open * 0.2} 14 37Q8 ${44 + open} 0 ${44 + open}Q-8 ${44 + open}-14 37Z`)
  fill(pen, '#fff', 'M-10 37.6Q0 36 10 37.6Q6 41 0 41Q-6 41-10 37.6Z')
}

/** One arm rests; the other brings the product up to the camera and turns it. */
function drawArm(pen: CanvasRenderingContext2D, seconds: number, fruit: Fruit, up: number): void {
  const eased = 1 - (1 - up) ** 3
  const x = 92 + 5 * Math.sin(seconds * 1.3)
  const y = 250 - 110 * eased + 5 * Math.sin(seconds * 2.1)
  line(pen, '#f4e6cb', 40, 'M-94 140Q-122 210-92 292')
  line(pen, '#fbf1dd', 40, `M92 136Q136 200 ${x + 16} ${y + 74}`)
  line(pen, skin, 24, `M${x + 16} ${y + 70}L${x + 6} ${y + 46}`)
  pen.globalAlpha = eased
  fruit(pen, x, y, 138, 0.08 * Math.sin(seconds * 1.5))
  pen.globalAlpha = 1
  line(pen, skin, 12, `M${x - 10} ${y + 54}Q${x - 24} ${y + 50} ${x - 28} ${y + 38}`)
  line(pen, skin, 12, `M${x + 12} ${y + 54}Q${x + 26} ${y + 50} ${x + 32} ${y + 36}`)
}
