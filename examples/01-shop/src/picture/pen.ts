export type Attributes = Readonly<Record<string, string | number>>

/** Draws into one SVG element. Coordinates are in a box of 200 × 200, the ground lies at y = 168. */
export interface Pen {
  /** Adds an element to the current group. */
  draw(tag: string, attributes: Attributes): SVGElement
  /** What `paint` draws goes into a group of its own, transformed or clipped as the attributes say. */
  group(attributes: Attributes, paint: () => void): void
  /** A fill lit from the upper left: the stops go from the highlight to the shaded rim. */
  radial(...stops: readonly string[]): string
  /** A fill from top to bottom. */
  linear(...stops: readonly string[]): string
  /** A fill that fades out from its middle. */
  soft(colour: string): string
  /** A `clip-path` value that keeps what lies in the path. */
  clip(path: string): string
}

let gradients = 0

/** A pen for this element. */
export function createPen(root: SVGElement): Pen {
  let current = root
  const pen: Pen = {
    draw: (tag, attributes) => current.appendChild(svg(tag, attributes)),
    group(attributes, paint) {
      const outer = current
      current = pen.draw('g', attributes)
      paint()
      current = outer
    },
    radial: (...stops) => gradient('radialGradient', { cx: 0.36, cy: 0.3, r: 0.78 }, stops),
    linear: (...stops) => gradient('linearGradient', { x1: 0, y1: 0, x2: 0, y2: 1 }, stops),
    soft: (colour) => gradient('radialGradient', { cx: 0.5, cy: 0.5, r: 0.5 }, [colour, `${colour}b0`, `${colour}00`]),
    clip(path) {
      const clip = root.appendChild(svg('clipPath', { id: `clip-${++gradients}` }))
      clip.append(svg('path', { d: path }))
      return `url(#${clip.id})`
    },
  }
  function gradient(tag: string, attributes: Attributes, stops: readonly string[]): string {
    const made = root.appendChild(svg(tag, { id: `fill-${++gradients}`, ...attributes }))
    stops.forEach((colour, index) => {
      made.append(svg('stop', { offset: index / Math.max(1, stops.length - 1), 'stop-color': colour }))
    })
    return `url(#${made.id})`
  }
  return pen
}

/** An SVG element with these attributes. */
export function svg(tag: string, attributes: Attributes, ...children: readonly Node[]): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...children)
  return made
}
