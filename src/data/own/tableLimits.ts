/** What is used of a table, however large it is. */
export const tableLimits = {
  /** Rows a data set is made of. */
  rows: 2000,
  /** Rows kept, for some of them may lack a value. */
  keptRows: 4000,
  columns: 1000,
  /** Inputs of a network that are taken from a table. */
  inputs: 400,
  /** Labels of one column that are classes. */
  classes: 20,
  /** Rows that are named one by one where something is wrong with them. */
  listed: 20,
} as const
