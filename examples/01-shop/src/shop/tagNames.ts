/** The tags of the config that the shop tells people about, in words that one may read about oneself. */
export const tagNames: Readonly<Record<string, string>> = {
  loves_fruit: '爱吃水果',
  loves_tea: '爱喝茶饮',
  gives_gifts: '送礼有心',
  regular: '枝上常客',
  wants_durian: '惦记榴莲',
  important_value: '贵客',
  important_churning: '好久不见',
}
