/** What a page could write by hand in 150 bytes: one beacon an event, no queue, no identity, no second attempt. */
export const beacon = {
  name: 'hand-written beacon',
  script:
    "contender={track:(event,properties)=>navigator.sendBeacon(endpoint+'/b',JSON.stringify({event,properties,url:location.href,timestamp:new Date}))}",
  read: ({ body }) => [JSON.parse(body).properties],
}
