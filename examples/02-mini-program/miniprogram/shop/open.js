/** Opens an address of the document: both shops share it, so `/product/…` is a page here and there. */
exports.open = (url) => {
  const [, kind, id] = String(url).split('/')
  if (kind === 'product') wx.navigateTo({ url: `/pages/product/index?id=${id}` })
  else if (kind === 'category') wx.navigateTo({ url: `/pages/list/index?category=${id}` })
}
