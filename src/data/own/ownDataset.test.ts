import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf, datasetFrom, defaultChoice, ownTargets, readTable, tableLimits } from './index.ts'
import type { OwnDataset, Table, TableChoice } from './index.ts'

function tableOf(text: string): Table {
  const read = readTable(text)
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal))
  return read.table
}

function made(text: string, change: Partial<TableChoice> = {}): OwnDataset {
  const table = tableOf(text)
  const choice = defaultChoice(table)
  if (!choice) throw new Error('nothing to choose')
  const outcome = datasetFrom(table, { ...choice, ...change })
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal))
  return outcome.dataset
}

const rows = (count: number, row: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => row(n)).join('\n')

describe('what is taken where nobody chose', () => {
  it.each([
    ['x,t\n1,0.5\n2,1.5\n3,2.5', { inputs: [0], targets: [1], kind: 'regression', standardise: false }],
    ['a,b,c\n1,2,0.5\n2,3,1.5\n3,1,2.5', { inputs: [0, 1], targets: [2], kind: 'regression' }],
    ['x,y,label\n1,2,a\n2,3,b\n0,1,a', { inputs: [0, 1], targets: [2], kind: 'classes' }],
    ['label,x,y\na,1.5,2\nb,2.5,3.1\na,3.5,4', { inputs: [1], targets: [2], kind: 'regression' }],
    ['x1,x2,t\n0,0,0\n0,1,1\n1,0,1\n1,1,0', { inputs: [0, 1], targets: [2], kind: 'classes' }],
    ['x,t,none,same\n1,0.5,,7\n2,1.5,,7\n3,2.5,,7', { inputs: [0], targets: [1], kind: 'regression' }],
    ['id,x,t\n1,4,0.5\n2,9,1.5\n3,2,2.5', { inputs: [1], targets: [2], standardise: true }],
  ])('of %j', (text, expected) => expect(defaultChoice(tableOf(text))).toMatchObject(expected))

  it('is nothing where there is no target with an input beside it', () => {
    expect(defaultChoice(tableOf('x\n1\n2'))).toBeNull()
    expect(defaultChoice(tableOf('x,y\n1,same\n2,same'))).toBeNull()
  })

  it('is the last column that can be: names and remarks are passed over', () => {
    const text = `x,t,remark\n${rows(40, (n) => `${n / 10},${(n * 7) % 40},remark ${n}`)}`
    expect(defaultChoice(tableOf(text))).toMatchObject({ inputs: [0], targets: [1], kind: 'regression' })
  })

  it('are classes where whole numbers come back again and again', () => {
    const text = (classes: number) => `x,t\n${rows(60, (n) => `${n / 7},${n % classes}`)}`
    expect(defaultChoice(tableOf(text(5)))?.kind).toBe('classes')
    expect(defaultChoice(tableOf(text(30)))?.kind).toBe('regression')
  })
})

describe('data of a table', () => {
  it('of numbers', () => {
    const dataset = made('x,t\n1,0.5\n2,1.5\n3,4', { standardise: false })
    expect(dataset).toMatchObject({
      x: [[1], [2], [3]],
      t: [[0.5], [1.5], [4]],
      labels: [],
      suggestedOutput: 'identity',
      names: { inputs: ['x'], targets: ['t'] },
      scaling: null,
      droppedCount: 0,
      constantInputs: [],
    })
    expect(ownTargets(dataset, 'identity')).toBe(dataset.t)
  })

  it('of classes have targets for every output', () => {
    const two = made('x,c\n1.5,no\n2,yes\n3,no')
    expect(two).toMatchObject({
      labels: [0, 1, 0],
      suggestedOutput: 'sigmoid',
      names: { targets: ['no', 'yes'] },
    })
    expect(ownTargets(two, 'sigmoid')).toEqual([[0], [1], [0]])
    expect(ownTargets(two, 'softmax')).toEqual([[1, 0], [0, 1], [1, 0]]) // prettier-ignore
    const three = made('x,c\n1.5,b\n2,c\n3,a')
    expect(three.suggestedOutput).toBe('softmax')
    expect(ownTargets(three, 'softmax')).toEqual([[0, 1, 0], [0, 0, 1], [1, 0, 0]]) // prettier-ignore
  })

  it('of classes that are numbers are in their order', () => {
    const dataset = made(`x,c\n${rows(30, (n) => `${n / 7},${[10, 2, -1][n % 3]}`)}`)
    expect(dataset.names.targets).toEqual(['-1', '2', '10'])
    expect(dataset.labels.slice(0, 3)).toEqual([2, 1, 0])
  })

  it('leave out rows without a value, by their lines', () => {
    const dataset = made('x,y,t\n1,1,0.5\nNA,2,1\n2,,3\n3,3,x\n4,4,1.5\n5,5,2.5\n6,6,3.5\n7,7,1\n8,8,2')
    expect(dataset.dropped).toEqual([
      { line: 3, column: 'x' },
      { line: 4, column: 'y' },
      { line: 5, column: 't' },
    ])
    expect(dataset.droppedCount).toBe(3)
    expect(dataset.x).toHaveLength(6)
  })

  it('are the first rows that can be used', () => {
    const dataset = made(`x,t\n${rows(3000, (n) => `${n % 3 === 0 ? '' : n},${n / 7}`)}`, {
      standardise: false,
    })
    expect(dataset.x).toHaveLength(tableLimits.rows)
    expect(dataset.x[1]).toEqual([2])
    expect(dataset.dropped).toHaveLength(tableLimits.listed)
    expect(dataset.droppedCount).toBeGreaterThan(900)
  })

  it('are standardised, and how is remembered', () => {
    const text = `x,same,t\n${rows(50, (n) => `${1000 + n},${n === 49 ? 'NA' : 5.5},${n * n}`)}`
    const table = tableOf(`${text}\n`)
    const outcome = datasetFrom(table, { inputs: [0], targets: [2], kind: 'regression', standardise: true })
    if (outcome.kind === 'refused') throw new Error(outcome.refusal.code)
    const { x, t, scaling } = outcome.dataset
    for (const [values, scale, at] of [
      [x, scaling?.inputs[0], 0],
      [t, scaling?.targets[0], 2],
    ] as const) {
      const flat = values.flat()
      const mean = flat.reduce((sum, value) => sum + value, 0) / flat.length
      expect(mean).toBeCloseTo(0, 12)
      expect(flat.reduce((sum, value) => sum + value ** 2, 0) / flat.length).toBeCloseTo(1, 12)
      flat.forEach((value, n) =>
        expect((scale?.mean ?? 0) + (scale?.deviation ?? 0) * value).toBeCloseTo(
          table.columns[at].values[n],
          9,
        ),
      )
    }
  })

  it('tell of inputs that are the same everywhere, and divide nothing by 0', () => {
    const text = `x,y,t\n${rows(40, (n) => `5.5,${n},${n / 3}`)}\n6,NA,1`
    const dataset = made(text, { standardise: true })
    expect(dataset.constantInputs).toEqual(['x'])
    expect(dataset.x.every(([first]) => first === 0)).toBe(true)
    const huge = made(`x,t\n1e308,1\n-1e308,2.5\n1e308,3\n`, { standardise: true })
    expect(huge.x.flat().every(Number.isFinite)).toBe(true)
  })

  it.each([
    [{ inputs: [] }, 'no-inputs'],
    [{ targets: [] }, 'no-targets'],
    [{ inputs: [0, 0] }, 'column-twice'],
    [{ inputs: [0, 1], targets: [1], kind: 'regression' }, 'column-twice'],
    [{ inputs: [3] }, 'not-numeric'],
    [{ targets: [2], kind: 'regression' }, 'not-numeric'],
    [{ targets: [1, 2] }, 'too-many-targets'],
    [{ targets: [3] }, 'not-classes'],
    [{ targets: [4] }, 'not-classes'],
    [{ targets: [5], inputs: [0] }, 'one-class'],
  ] satisfies readonly (readonly [Partial<TableChoice>, string])[])('%j is refused: %s', (change, code) => {
    const text = `x,y,label,name,same,rare\n${rows(30, (n) => `${n === 0 ? '' : n},${n},${'ab'[n % 2]},name ${n},s,${n === 0 ? 1 : 0}`)}`
    const choice = { inputs: [0], targets: [2], kind: 'classes', standardise: false } as const
    const outcome = datasetFrom(tableOf(text), { ...choice, ...change })
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  it('need a row with every value', () => {
    const table = tableOf('x,y,t\n1,,5\n,2,6\n3,,7\n,4,9')
    const choice = { inputs: [0, 1], targets: [2], kind: 'regression', standardise: true } as const
    expect(datasetFrom(table, choice)).toEqual({
      kind: 'refused',
      refusal: { code: 'no-rows', values: { rows: 4 } },
    })
  })

  it('may have up to 400 inputs and no more', () => {
    const wide = tableOf(rows(5, (n) => Array.from({ length: 450 }, (_, i) => `${n}.${i + 1}`).join(',')))
    expect(defaultChoice(wide)?.inputs).toHaveLength(tableLimits.inputs)
    const inputs = Array.from({ length: 449 }, (_, i) => i)
    expect(
      datasetFrom(wide, { inputs, targets: [449], kind: 'regression', standardise: true }),
    ).toMatchObject({
      refusal: { code: 'too-many-inputs', values: { found: 449, limit: 400 } },
    })
  })
})

describe('data as CSV', () => {
  it('are read back to the last bit', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constant(-0),
    )
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.constantFrom('a,b', 'say "x"', 'two\nlines', '=1+1', 'x'),
    )
    const table = fc
      .record({
        D: fc.integer({ min: 1, max: 4 }),
        K: fc.integer({ min: 2, max: 3 }),
        N: fc.integer({ min: 2, max: 8 }),
      })
      .chain(({ D, K, N }) => {
        const columns = (count: number) =>
          fc.array(fc.array(number, { minLength: count, maxLength: count }), { minLength: N, maxLength: N })
        const names = (count: number) => fc.array(name, { minLength: count, maxLength: count })
        return fc.record({
          x: columns(D),
          t: columns(K),
          inputs: names(D),
          targets: names(K),
          D: fc.constant(D),
        })
      })
    fc.assert(
      fc.property(table, ({ x, t, inputs, targets, D }) => {
        const { columns, bad } = tableOf2(csvOf(x, t, { inputs, targets }))
        expect(bad).toEqual([])
        columns.forEach(({ values }, at) =>
          expect([...values]).toEqual((at < D ? x : t).map((row) => row[at < D ? at : at - D])),
        )
      }),
      { numRuns: 300 },
    )
  })

  const tableOf2 = (text: string) => {
    const read = readTable(text, { delimiter: ',', header: true })
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal))
    return read.table
  }

  it('have names in any case', () => {
    expect(csvOf([[1]], [[2]])).toBe('x,t\r\n1,2\r\n')
    expect(csvOf([[1, 2]], [[0, 1]])).toBe('x1,x2,t1,t2\r\n1,2,0,1\r\n')
    expect(csvOf([[1]], [[0]], { inputs: ['x'], targets: ['no', 'yes'] })).toBe('x,t\r\n1,0\r\n')
    expect(csvOf([[1]], [[2]], { inputs: ['=cmd()'], targets: ['a,"b"'] })).toBe(
      `'=cmd(),"a,""b"""\r\n1,2\r\n`,
    )
  })
})
