import { describe, expect, it } from 'vitest'
import { datasetFrom, readTable } from '../../data/own/index.ts'
import { firstChoice, roleOf, rolesOf, withKind, withPlotted, withRole } from './tableChoice.ts'

function tableOf(text: string) {
  const read = readTable(text)
  if (read.kind !== 'table') throw new Error(read.refusal.code)
  return read.table
}

const table = tableOf('a,b,c,kind\n1,2,3,u\n2,1,4,v\n3,5,1,u\n4,4,2,v\n')

describe('what is chosen of a table', () => {
  it('serves as it stands', () => {
    const choice = firstChoice(table)
    expect(choice).toMatchObject({ inputs: [0, 1, 2], targets: [3], kind: 'classes' })
    expect(datasetFrom(table, choice).kind).toBe('dataset')
    expect([0, 3].map((column) => roleOf(choice, column))).toEqual(['input', 'target'])
    expect(rolesOf(table, 3)).toEqual(['none', 'target'])
  })

  it('a column of numbers as target of classes takes the place of the old target', () => {
    const choice = withRole(table, firstChoice(table), 1, 'target')
    expect(choice).toMatchObject({ inputs: [0, 2], targets: [1], kind: 'classes' })
    expect(withRole(table, choice, 0, 'none').inputs).toEqual([2])
    expect(withRole(table, choice, 1, 'input')).toMatchObject({ inputs: [0, 1, 2], targets: [] })
  })

  it('several columns are targets that are numbers, one is the target of classes', () => {
    const numbers = withKind(withRole(table, firstChoice(table), 2, 'target'), 'regression')
    const two = withRole(table, numbers, 1, 'target')
    expect(two).toMatchObject({ inputs: [0], targets: [1, 2], kind: 'regression' })
    expect(withKind(two, 'classes').targets).toEqual([2])
    expect(withRole(table, two, 3, 'target')).toMatchObject({
      inputs: [0, 1, 2],
      targets: [3],
      kind: 'classes',
    })
  })

  it('the two inputs that are plotted come first', () => {
    expect(withPlotted(firstChoice(table), 2, 0).inputs).toEqual([2, 0, 1])
  })

  it('nothing is chosen where the table suggests nothing', () => {
    expect(firstChoice(tableOf('x,t\n1,a\n2,a\n3,a\n')).inputs).toEqual([])
  })
})
