/** Where the collector is: that of `npm run demo`. In the developer tools, 不校验合法域名 must be on for it. */
export const endpoint = 'http://127.0.0.1:4318'
