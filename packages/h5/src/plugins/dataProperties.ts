import type { JsonObject, PluginContext } from '@qianmian/core'

/** `data-qm-product-id` becomes `product_id`; these say what to do instead. */
const PROPERTY = /^data-qm-(?!(?:event|view|ratio|dwell|form|private|properties)$)(.+)$/

/**
 * The properties that an element's attributes tell: every `data-qm-…` as text, and `data-qm-properties`, a JSON object,
 * for numbers and whatever else is no text. JSON that cannot be read is told to `onError` and passed over.
 */
export function dataProperties(element: Element, { report }: Pick<PluginContext, 'report'>): JsonObject {
  const properties: JsonObject = {}
  for (const { name, value } of element.attributes) {
    const key = PROPERTY.exec(name)?.[1]
    if (key) properties[key.replace(/-/g, '_')] = value
  }
  try {
    return { ...properties, ...JSON.parse(element.getAttribute('data-qm-properties') ?? '{}') }
  } catch (cause) {
    report('invalid', 'data-qm-properties is no JSON', cause)
    return properties
  }
}
