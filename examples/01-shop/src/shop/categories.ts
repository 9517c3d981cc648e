import type { PictureName } from '../picture/picture.js'

export interface Category {
  readonly id: string
  readonly name: string
  readonly line: string
  readonly art: PictureName
}

/** The shelves, in their order. */
export const categories: readonly Category[] = [
  { id: 'fruit', name: '水果', line: '认产地，也认节气', art: 'orange' },
  { id: 'vegetable', name: '蔬菜', line: '清早下地，隔天上桌', art: 'tomato' },
  { id: 'nut', name: '坚果', line: '当年新果，低温慢烘', art: 'walnut' },
  { id: 'dairy', name: '乳品', line: '短保冷链，只做新鲜', art: 'milk' },
  { id: 'tea', name: '茶饮', line: '真茶真果，现制送达', art: 'lemonade' },
  { id: 'gift', name: '礼盒', line: '把一季的好送出去', art: 'gift' },
]

/** What people call the category of this id. */
export function categoryName(id: string): string {
  return categories.find((category) => category.id === id)?.name ?? id
}
