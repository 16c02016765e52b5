import { defaultChoice, isClassColumn, isNumeric } from '../../data/own/index.ts'
import type { Table, TableChoice } from '../../data/own/index.ts'

export type ColumnRole = 'input' | 'target' | 'none'

/** What is chosen before the user chooses anything; nothing where the table suggests nothing. */
export function firstChoice(table: Table): TableChoice {
  return defaultChoice(table) ?? { inputs: [], targets: [], kind: 'regression', standardise: false }
}

export function roleOf(choice: TableChoice, column: number): ColumnRole {
  if (choice.inputs.includes(column)) return 'input'
  return choice.targets.includes(column) ? 'target' : 'none'
}

/** What a column can be. */
export function rolesOf(table: Table, column: number): readonly ColumnRole[] {
  const one = table.columns[column]
  const target = isNumeric(one) || isClassColumn(one)
  return ['none', ...(isNumeric(one) ? (['input'] as const) : []), ...(target ? (['target'] as const) : [])]
}

/**
 * The choice with a column in another role. Classes have one target, so that a new one takes the place of the old one,
 * which becomes an input where it can; and a column that can only tell classes apart makes classes of the targets.
 */
export function withRole(table: Table, choice: TableChoice, column: number, role: ColumnRole): TableChoice {
  const without = (list: readonly number[]) => list.filter((at) => at !== column)
  const inputs = without(choice.inputs)
  const targets = without(choice.targets)
  if (role === 'none') return { ...choice, inputs, targets }
  if (role === 'input') return { ...choice, inputs: [...inputs, column].toSorted((a, b) => a - b), targets }
  const kind = isNumeric(table.columns[column]) ? choice.kind : 'classes'
  if (kind === 'regression')
    return { ...choice, kind, inputs, targets: [...targets, column].toSorted((a, b) => a - b) }
  const freed = targets.filter((at) => isNumeric(table.columns[at]))
  return { ...choice, kind, inputs: [...inputs, ...freed].toSorted((a, b) => a - b), targets: [column] }
}

/** The choice with targets of another kind: classes have one target, the last of those chosen. */
export function withKind(choice: TableChoice, kind: TableChoice['kind']): TableChoice {
  return { ...choice, kind, targets: kind === 'classes' ? choice.targets.slice(-1) : choice.targets }
}

/** The inputs in an order in which these two come first: they are the ones that are plotted. */
export function withPlotted(choice: TableChoice, first: number, second: number): TableChoice {
  const rest = choice.inputs.filter((at) => at !== first && at !== second).toSorted((a, b) => a - b)
  return { ...choice, inputs: [first, second, ...rest] }
}
