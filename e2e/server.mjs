// Serves dist the way a strict static host would: below a sub-path, so that an absolute address in the build fails,
// and with a content security policy that forbids inline code and eval. Prints its address; any free port will do.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'

const dist = new URL('../dist/', import.meta.url)
const base = '/some/sub/path/'

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

// Playwright hides the caret in screenshots by a style of its own, which Firefox holds to the page's policy.
const screenshotStyle = "'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA='"

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `style-src 'self' ${screenshotStyle}`,
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

const server = createServer((request, response) => {
  void answer(new URL(request.url ?? '/', 'http://localhost').pathname, response)
})
server.listen(0, '127.0.0.1', () =>
  console.log(`Serving at http://127.0.0.1:${server.address().port}${base}`),
)

async function answer(path, response) {
  const file = new URL(path === base ? 'index.html' : path.slice(base.length), dist)
  const body =
    path.startsWith(base) && file.href.startsWith(dist.href) ? await readFile(file).catch(() => null) : null
  if (body === null) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'content-type': types[extname(file.pathname)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}
