/**
 * The text of the inline script that stands in for `qianmian` until the script arrives: it queues `createClient` and all
 * calls of its clients, which `qianmian.min.js` then makes, in their order. What stands in for a client becomes that client.
 */
export const snippet = `!function(w,q){if(w.qianmian)return
w.qianmian={calls:q,loaded:function(f){q.push({run:f})},createClient:function(o){var c={}
'page track identify group alias reset consent use flush export erase stop'.split(' ').map(function(n){c[n]=function(){var a=arguments
return new Promise(function(d){q.push({client:c,name:n,args:a,done:d})})}})
c.ready=new Promise(function(d){q.push({client:c,options:o,done:d})})
return c}}}(window,[])`

/** What a Content Security Policy that allows no other inline script lists to allow this one: `script-src 'sha256-…'`. */
export const snippetHash = 'sha256-yRO35k53/jFHJ+FLCjrCAXe7gACd1TVk2cDy5yQmjhg='
