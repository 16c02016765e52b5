import { csvFormatRows, csvParseRows } from 'd3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable, tableLimits, TableReader } from './index.ts'
import type { Table } from './index.ts'
import { delimiters, recordsOf } from './tokenizer.ts'

function tableOf(text: string, given: Parameters<typeof readTable>[1] = {}): Table {
  const read = readTable(text, given)
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal))
  return read.table
}

const valuesOf = (text: string, given: Parameters<typeof readTable>[1] = {}) =>
  tableOf(text, given).columns.map(({ values }) => [...values])

describe('records', () => {
  it('are those of d3 for everything that is quoted as it should be', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('"', ',', '\n', '\r\n', '\r', 'a "b"', ''),
    )
    // Spaces around unquoted cells are cut off here, and rows without any character are passed over.
    const rows = fc.array(fc.array(cell.map((text) => text.trim()), { minLength: 2, maxLength: 4 }), { maxLength: 6 }) // prettier-ignore
    fc.assert(
      fc.property(rows, (table) => {
        const text = csvFormatRows(table)
        const records = recordsOf(text, ',').map(({ fields }) => [...fields])
        expect(records).toEqual(csvParseRows(text).filter((fields) => fields.some((field) => field !== '')))
      }),
      { numRuns: 1000 },
    )
  })

  it('do not depend on where the pieces end', () => {
    const text = fc
      .array(fc.constantFrom('1', '2.5', 'a', ',', ';', '\t', ' ', '"', '""', '\n', '\r\n', '\r'), {
        maxLength: 40,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 5 }), (whole, cuts) => {
        const reader = new TableReader()
        let from = 0
        for (const to of [...cuts].sort((a, b) => a - b)) {
          reader.push(whole.slice(from, to))
          from = Math.max(from, to)
        }
        reader.push(whole.slice(from))
        expect(reader.finish()).toEqual(readTable(whole))
      }),
      { numRuns: 1000 },
    )
  })

  it('know the line they begin on', () => {
    const text = 'a,b\r\n"1\r\n\r\n",2\n\n\r3,4'
    expect(recordsOf(text, ',').map(({ line }) => line)).toEqual([1, 2, 7])
  })

  it('with a quote that is never closed end somewhere', () => {
    const text = `1,2\n"3,4\n${'5,6\n'.repeat(40_000)}7,8\n`
    const records = recordsOf(text, ',')
    expect(records.filter(({ openQuote }) => openQuote)).toMatchObject([{ line: 2 }])
    expect(records.at(-1)).toMatchObject({ line: 40_003, fields: ['7', '8'] })
    expect(recordsOf('1,"2', ',')).toMatchObject([{ openQuote: true }])
  })
})

describe('the form of a table', () => {
  it.each([
    ['1,2\n3,4', ',', '.', false],
    ['x,y\n1,2\n3,4', ',', '.', true],
    ['1;2\n3;4', ';', '.', false],
    ['x;y\n1,5;2\n3;4,25', ';', ',', true],
    ['1,5;2,5\n3,5;4,5', ';', ',', false],
    ['1\t2\n3\t4', '\t', '.', false],
    ['1,5\t2,5\n3,0\t4,1', '\t', ',', false],
    ['1|2|3\n4|5|6', '|', '.', false],
    ['1 2\n3 4', ' ', '.', false],
    ['  1.5   2\n 3     4.25', ' ', '.', false],
    ['1,5 2,5\n3,5 4,5', ' ', ',', false],
    ['1.5, 2.5\n3.5, 4.5', ',', '.', false],
    ['name,note\n1,"a; b"\n2,"c; d"', ',', '.', true],
    ['sepal length;species\n5,1;setosa\n4,9;virginica', ';', ',', true],
    ['# x y\n1 2\n3 4', ',', '.', true],
  ])('of %j is told', (text, delimiter, decimal, header) => {
    const { form } = tableOf(text)
    if (text.startsWith('#')) return expect(valuesOf(text)).toEqual([[1, 3], [2, 4]]) // prettier-ignore
    expect(form).toMatchObject({ delimiter, decimal, header })
  })

  it('is what was said, where it was', () => {
    expect(valuesOf('1,5\n2,7', { delimiter: ';', decimal: ',' })).toEqual([[1.5, 2.7]])
    expect(valuesOf('1,2\n3,4', { header: true })).toEqual([[3], [4]])
    expect(tableOf('a,1\nb,2', { header: false }).lines).toHaveLength(2)
    for (const delimiter of delimiters)
      expect(tableOf(`1${delimiter}a,b;c d\n2${delimiter}e,f;g h`, { delimiter }).columns[0].kind).toBe(
        'number',
      )
  })
})

describe('a table', () => {
  it('may begin with a byte order mark and end without a line break', () => {
    const { columns } = tableOf('\ufeffx,y\r\n1,2\r\n3,4')
    expect(columns.map(({ name }) => name)).toEqual(['x', 'y'])
    expect(valuesOf('\ufeffx,y\r\n1,2\r\n3,4')).toEqual([[1, 3], [2, 4]]) // prettier-ignore
  })

  it('names its columns', () => {
    const names = (text: string, header?: boolean) =>
      tableOf(text, header === undefined ? {} : { header }).columns.map(({ name }) => name)
    expect(names('1,2\n3,4')).toEqual(['c1', 'c2'])
    expect(names('x,,x\n1,2,3')).toEqual(['x', 'c2', 'x 2'])
    expect(names('__proto__,constructor\n1,2')).toEqual(['__proto__', 'constructor'])
    expect(names(`${'long '.repeat(20)},b\n1,2`)[0]).toHaveLength(40)
  })

  it('tells the kinds of its columns', () => {
    const text =
      'n,few,label,same,none,mixed\n1,0,b,7,,1\n2,1,a,7,NA,2\n3.5,0,b,7,,x\n-4e2,1,,7,-,4\n5,,a,7,,5\n6,1,a,7,,6'
    const { columns } = tableOf(text)
    expect(columns.map(({ kind }) => kind)).toEqual([
      'number',
      'number',
      'text',
      'constant',
      'empty',
      'number',
    ])
    expect(columns.map(({ missing }) => missing)).toEqual([0, 1, 1, 0, 6, 0])
    expect(columns.map(({ distinct }) => distinct)).toEqual([6, 2, 2, 1, 0, 5])
    expect(columns[2].labels).toEqual(['a', 'b'])
    expect([...columns[2].values]).toEqual([1, 0, 1, NaN, 0, 0])
    expect(columns[5]).toMatchObject({ odd: 1, whole: true })
    expect(columns[0].whole).toBe(false)
    expect([...columns[0].values]).toEqual([1, 2, 3.5, -400, 5, 6])
  })

  it('reads numbers as people write them', () => {
    const column = (cells: readonly string[]) => valuesOf(cells.map((cell) => `"${cell}",1`).join('\n'))[0]
    expect(column(['1', ' 2 ', '+3', '-4.', '.5', '1e3', '1E-2', '−7'])).toEqual([
      1, 2, 3, -4, 0.5, 1000, 0.01, -7,
    ])
    expect(column(['1', '2', '3', '4', '5', '0x10', '6', '7'])).toEqual([1, 2, 3, 4, 5, NaN, 6, 7])
    expect(column(['1', '2', '3', '4', '5', '1e999', '6', 'Infinity'])).toEqual([1, 2, 3, 4, 5, NaN, 6, NaN])
  })

  it('names the rows that do not fit, the first ones one by one', () => {
    const { bad, badCount, counted } = tableOf('1,2\n3,4\n5\n6,7\n8,9,10\n11,12\n')
    expect(counted).toBe(4)
    expect(bad).toEqual([
      { line: 3, code: 'fields', values: { expected: 2, found: 1 } },
      { line: 5, code: 'fields', values: { expected: 2, found: 3 } },
    ])
    expect(badCount).toBe(2)
    const many = tableOf(`${'1,2\n'.repeat(100)}${'3\n'.repeat(50)}`)
    expect(many.bad).toHaveLength(tableLimits.listed)
    expect(many.badCount).toBe(50)
    expect(tableOf('1,2\n3,4\n5,"6').bad).toEqual([{ line: 3, code: 'open-quote', values: {} }])
  })

  it('may stand below a title', () => {
    const { columns, bad } = tableOf('Measured in May\nx,y\n1,2\n3,4\n5,6\n')
    expect(columns.map(({ name }) => name)).toEqual(['x', 'y'])
    expect(bad).toMatchObject([{ line: 1 }])
  })

  it('keeps the first rows and counts all', () => {
    const reader = new TableReader()
    const piece = Array.from({ length: 1000 }, (_, n) => `${n},${n / 2}`).join('\n')
    for (let k = 0; k < 200; k++) reader.push(`${piece}\n`)
    const read = reader.finish()
    if (read.kind === 'refused') throw new Error(read.refusal.code)
    expect(read.table.counted).toBe(200_000)
    expect(read.table.lines).toHaveLength(tableLimits.keptRows)
    expect(read.table.preview).toHaveLength(8)
  })

  it.each([
    ['', 'empty'],
    ['\n \n\t\n', 'empty'],
    ['\ufeff', 'empty'],
    ['a,b\nc,d\n', 'no-number'],
    ['only words in here', 'no-number'],
    ['PK\u0003\u0004\u0000\u0000', 'binary'],
    ['\u0001\u0002\u0003\u0004\u0005', 'binary'],
    ['\ufffd'.repeat(100), 'binary'],
    [Array.from({ length: 1200 }, () => 1).join(','), 'too-many-columns'],
  ])('%j is refused: %s', (text, code) =>
    expect(readTable(text)).toMatchObject({ kind: 'refused', refusal: { code } }),
  )

  it('of any text is a table or a refusal', () => {
    const parts = [
      '1',
      '2,5',
      'a',
      ',',
      ';',
      '\t',
      '|',
      ' ',
      '"',
      '\n',
      '\r',
      'NA',
      '-',
      '__proto__',
      '\ufeff',
      '1e308',
    ]
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.constantFrom(...parts), { maxLength: 80 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(text, (whole) => {
        const read = readTable(whole)
        if (read.kind === 'refused') return
        const { columns, lines } = read.table
        expect(columns.every(({ values }) => values.length === lines.length)).toBe(true)
        expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length)
      }),
      { numRuns: 3000 },
    )
  })
})
