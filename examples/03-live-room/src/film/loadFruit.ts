/** Draws a product around a point, so wide, if its picture is there. */
export type Fruit = (pen: CanvasRenderingContext2D, x: number, y: number, width: number, turn?: number) => void

/** The shop's drawings, for the film: each is loaded when it is first asked for, and made pixels once. */
export function loadFruit(): (name: string) => Fruit {
  const pixels = new Map<string, HTMLCanvasElement | null>()

  function load(name: string): void {
    pixels.set(name, null)
    const image = new Image()
    image.onload = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 320 })
      canvas.getContext('2d')!.drawImage(image, 0, 0, 320, 320)
      pixels.set(name, canvas)
    }
    image.src = `/fruit/${name}.svg`
  }

  return (name) => {
    if (!pixels.has(name)) load(name)
    return (pen, x, y, width, turn = 0) => {
      const canvas = pixels.get(name)
      if (!canvas) return
      pen.save()
      pen.translate(x, y)
      pen.rotate(turn)
      pen.drawImage(canvas, -width / 2, -width / 2, width, width)
      pen.restore()
    }
  }
}
