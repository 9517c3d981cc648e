import { product as model } from './models/product.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-product>`: a product, with its price and a way to it. */
export const product: StyledWidget = {
  ...model,
  styles: `[part~=image]{width:84px;height:84px}`,
}
