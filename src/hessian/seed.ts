import type { Parameter } from './method.ts'

/** Where a method's chance comes from: equal seeds, equal matrices. */
export const seed = {
  name: 'seed',
  symbol: 's',
  default: 1,
  min: 0,
  max: 400,
  scale: 'linear',
  whole: true,
} as const satisfies Parameter
