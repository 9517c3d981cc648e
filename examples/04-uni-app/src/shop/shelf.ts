import { categoryName } from '../../../01-shop/src/shop/categories'
import { type Product, products } from '../../../01-shop/src/shop/products'

export type { Product }

const COLOURS = ['#6f8f3f', '#c2453b', '#d98a2b', '#8a5a9e', '#b8733a', '#3f7f7a']

export const find = (id: string): Product | undefined => products.find((one) => one.id === id)

export const yuan = (fen: number): string => String(fen / 100)

/** The disc that stands for a product: its colour, and its last character. */
export const disc = (product: Product) => ({
  colour: COLOURS[products.indexOf(product) % COLOURS.length],
  mark: product.name.slice(-1),
})

/** A product as the Segment e-commerce spec has it; money is in yuan there. */
export const facts = ({ id, name, category, price }: Product) => ({
  product_id: id,
  name,
  category: categoryName(category),
  price: price / 100,
})
