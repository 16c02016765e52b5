import { TableReader } from '../data/own/index.ts'
import type { TableInput, TableResult, TaskRun } from './protocol.ts'

/** Bytes read at once: a cancellation waits for one piece at most. */
const pieceBytes = 512 * 1024

/** Reads bytes of a file without waiting for them, as workers can; tests put their own in its place. */
export type ReadBytes = (file: Blob, from: number, to: number) => ArrayBuffer

/** The part of the workers' FileReaderSync that is used; the page's types do not know it. */
interface SyncReader {
  readAsArrayBuffer(file: Blob): ArrayBuffer
}

const readInWorker: ReadBytes = (file, from, to) => {
  const { FileReaderSync } = globalThis as unknown as { FileReaderSync: new () => SyncReader }
  return new FileReaderSync().readAsArrayBuffer(file.slice(from, to))
}

/** The table in a file, read piece by piece, so that a large one shows its progress and can be given up. */
export function* readTable(input: TableInput, read: ReadBytes = readInWorker): TaskRun<'table'> {
  const { file, form } = input
  const reader = new TableReader(form)
  const head = new Uint8Array(read(file, 0, Math.min(file.size, pieceBytes)))
  const encoding = encodingOf(head, head.length < file.size)
  const decoder = new TextDecoder(encoding)
  for (let from = 0; from < file.size; from += pieceBytes) {
    const to = Math.min(file.size, from + pieceBytes)
    reader.push(decoder.decode(from === 0 ? head : read(file, from, to), { stream: to < file.size }))
    yield { fraction: to / file.size, about: null }
  }
  const reading = reader.finish()
  return { ...reading, encoding } satisfies TableResult
}

/**
 * The encoding of a file by its first bytes: what its byte order mark says; UTF-8 where that fits; otherwise Korean
 * (EUC-KR with its extension) where that fits, and Windows' Western one, which fits everything.
 */
function encodingOf(head: Uint8Array, cut: boolean): string {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const fits = (encoding: string) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: cut })
      return true
    } catch {
      return false
    }
  }
  return ['utf-8', 'euc-kr'].find(fits) ?? 'windows-1252'
}
