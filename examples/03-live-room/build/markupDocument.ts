/** As much of an SVG element as the shop's pen asks for; as text it is its own markup. */
class MarkupElement {
  readonly #attributes = new Map<string, string>()
  readonly #children: unknown[] = []

  constructor(readonly tag: string) {}

  get id(): string {
    return this.#attributes.get('id') ?? ''
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value)
  }

  append(...children: readonly unknown[]): void {
    this.#children.push(...children)
  }

  appendChild<T>(child: T): T {
    this.append(child)
    return child
  }

  toString(): string {
    const own =
      this.tag === 'svg'
        ? [
            ['xmlns', 'http://www.w3.org/2000/svg'],
            ['width', 400],
            ['height', 400],
          ]
        : []
    const attributes = [...own, ...this.#attributes].map(([name, value]) => ` ${name}="${value}"`).join('')
    return `<${this.tag}${attributes}>${this.#children.join('')}</${this.tag}>`
  }
}

/** A document for drawing where there is none: in the build. */
export const markupDocument = { createElementNS: (_namespace: string, tag: string) => new MarkupElement(tag) }
