/** The service worker of a page that opens without a network. */
const own = ['/', '/page.js', '/qianmian.min.js']

addEventListener('install', (event) => {
  event.waitUntil(caches.open('page').then((cache) => cache.addAll(own)))
})
addEventListener('activate', (event) => {
  event.waitUntil(clients.claim())
})
addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (origin === location.origin && own.includes(pathname)) event.respondWith(caches.match(pathname))
})
