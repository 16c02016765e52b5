import { describe, expect, it } from 'vitest'
import type { TableResult, TaskYield } from './protocol.ts'
import { readTable } from './tableTask.ts'

/** Drives the task over these bytes; gives its result and the fractions it told. */
function read(
  bytes: Uint8Array<ArrayBuffer>,
  form = {},
): { result: TableResult; fractions: readonly number[] } {
  const run = readTable({ file: new Blob([bytes]), form }, (_, from, to) => bytes.slice(from, to).buffer)
  const fractions: number[] = []
  for (;;) {
    const step = run.next()
    if (step.done) return { result: step.value, fractions }
    fractions.push((step.value as Extract<TaskYield<'table'>, { fraction: number }>).fraction)
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

const columnsOf = (result: TableResult) => {
  if (result.kind === 'refused') throw new Error(result.refusal.code)
  return result.table.columns.map(({ name, labels, values }) => [
    name,
    labels.length > 0 ? labels : [...values],
  ])
}

describe('reading a file', () => {
  it('gives its table', () => {
    const { result, fractions } = read(utf8('x,label\n1,가\n2,나\n'))
    expect(result).toMatchObject({ kind: 'table', encoding: 'utf-8' })
    expect(columnsOf(result)).toEqual([
      ['x', [1, 2]],
      ['label', ['가', '나']],
    ])
    expect(fractions).toEqual([1])
  })

  it('tells its progress, whatever stands where a piece ends', () => {
    // Two bytes too many for whole pieces: the three bytes of a syllable lie across each end.
    const row = '1,가나다\n'
    const text = `x,y\n${row.repeat(150_000)}`
    const { result, fractions } = read(utf8(text))
    expect(fractions.length).toBeGreaterThan(3)
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions)
    expect(fractions.at(-1)).toBe(1)
    expect(result).toMatchObject({ table: { counted: 150_000, badCount: 0 } })
    if (result.kind === 'table')
      expect(result.table.columns[1]).toMatchObject({ kind: 'constant', labels: ['가나다'] })
  })

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf, ...utf8('x,y\n1,2')]],
    ['utf-16le', [0xff, 0xfe, ...[...'x,y\n1,2'].flatMap((letter) => [letter.charCodeAt(0), 0])]],
    ['utf-16be', [0xfe, 0xff, ...[...'x,y\n1,2'].flatMap((letter) => [0, letter.charCodeAt(0)])]],
  ])('in %s', (encoding, bytes) => {
    const { result } = read(Uint8Array.from(bytes))
    expect(result).toMatchObject({ kind: 'table', encoding })
    expect(columnsOf(result)).toEqual([
      ['x', [1]],
      ['y', [2]],
    ])
  })

  it('in the encodings of older spreadsheets', () => {
    // 길이 in EUC-KR, and größe in Windows' Western encoding, where ö and ß with what follows are no Korean.
    const korean = Uint8Array.from([0xb1, 0xe6, 0xc0, 0xcc, ...utf8(',y\n1,2')])
    expect(columnsOf(read(korean).result)[0][0]).toBe('길이')
    const western = Uint8Array.from([...utf8('gr'), 0xf6, 0xdf, ...utf8('e '), 0xe9, ...utf8(',y\n1,2')])
    expect(read(western).result.encoding).toMatch(/windows-1252|euc-kr/)
  })

  it('refuses what is no text, or nothing', () => {
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])
    expect(read(picture).result).toMatchObject({ kind: 'refused', refusal: { code: 'binary' } })
    expect(read(new Uint8Array(0)).result).toMatchObject({ kind: 'refused', refusal: { code: 'empty' } })
  })

  it('takes the form that was said', () => {
    expect(columnsOf(read(utf8('1,5;2\n'), { decimal: '.', delimiter: ',' }).result)).toHaveLength(2)
  })
})
