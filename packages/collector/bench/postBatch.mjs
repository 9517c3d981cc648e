import { request } from 'node:http'

/** Posts a body and resolves with `{ status, text }`; rejects when the connection breaks first. */
export function postBatch({ agent, port, path, body }) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/plain', 'content-length': body.length }
    const sending = request({ host: '127.0.0.1', port, method: 'POST', path, headers, agent }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode, text }))
      response.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
