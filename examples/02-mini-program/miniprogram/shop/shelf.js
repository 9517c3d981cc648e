const { products } = require('./products')
const { categoryName } = require('./categories')

const COLOURS = ['#6f8f3f', '#c2453b', '#d98a2b', '#8a5a9e', '#b8733a', '#3f7f7a']

const yuan = (fen) => String(fen / 100)

/** What a page shows of a product. */
function goods(product) {
  const at = products.indexOf(product)
  const { id, name, line, price, unit, origin, keep, story } = product
  return {
    id,
    name,
    line,
    unit,
    origin,
    keep,
    story,
    price: yuan(price),
    mark: name.slice(-1),
    colour: COLOURS[at % COLOURS.length],
  }
}

exports.yuan = yuan
exports.find = (id) => products.find((one) => one.id === id)
exports.goodsOf = (ids) =>
  ids
    .map((id) => exports.find(id))
    .filter(Boolean)
    .map(goods)
exports.shelf = (category) => products.filter((one) => one.category === category).map(goods)
exports.shelfName = categoryName

/** A product as the Segment e-commerce spec has it; money is in yuan there. */
exports.facts = ({ id, name, category, price }) => ({
  product_id: id,
  name,
  category: categoryName(category),
  price: price / 100,
})
