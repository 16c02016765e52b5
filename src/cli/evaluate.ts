import '../linalg/kernels/compiled.ts'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { exit, stderr, stdin, stdout } from 'node:process'
import { text } from 'node:stream/consumers'
import { InputError, prepareDocument } from '../config/document.ts'
import { wrongFieldEn } from '../i18n/documentEn.ts'
import { evaluateDocument } from './evaluateProblem.ts'
import { jsonPieces } from './json.ts'

/**
 * `npm run --silent evaluate -- problem.json` (or `-` for stdin): prints the result as one JSON document on
 * stdout. Gives the exit code: 1 after one line on stderr and nothing on stdout where the input is wrong.
 */
export async function main(args: readonly string[]): Promise<number> {
  // Whoever reads only the beginning, such as head, closes the pipe.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') exit(0)
    throw error
  })
  if (args.length !== 1)
    return complain('usage: npm run --silent evaluate -- problem.json (or - to read the document from stdin)')
  const [path] = args
  const name = path === '-' ? 'stdin' : path
  let source: string
  try {
    source = path === '-' ? await text(stdin) : await readFile(path, 'utf8')
  } catch (error) {
    return complain(`${name}: cannot be read (${messageOf(error)})`)
  }
  let document: unknown
  try {
    document = JSON.parse(source.replace(/^\uFEFF/, ''))
  } catch (error) {
    return complain(`${name}: expected a JSON document (${messageOf(error)})`)
  }
  try {
    await prepareDocument(document)
    for (const piece of jsonPieces(evaluateDocument(document)))
      if (!stdout.write(piece)) await once(stdout, 'drain')
    stdout.write('\n')
    return 0
  } catch (error) {
    if (error instanceof InputError) return complain(wrongFieldEn(error))
    throw error
  }
}

/** Writes one line, whatever line breaks the message quotes. */
function complain(message: string): number {
  stderr.write(`${message.replace(/\s+/g, ' ')}\n`)
  return 1
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
