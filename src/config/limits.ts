import { tableLimits } from '../data/own/tableLimits.ts'

/** The values a number may take, ends included. */
export interface Range {
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

const whole = (min: number, max: number): Range => ({ min, max, whole: true })
const real = (min: number, max: number): Range => ({ min, max, whole: false })

/** Every range the page keeps to; what a link says beyond them is clamped or refused, with a notice. */
export const limits = {
  /** L; hidden layers are one fewer. */
  weightLayers: whole(1, 4),
  /** W: a full matrix has W² numbers. */
  weights: whole(1, 2000),
  points: whole(1, tableLimits.rows),
  /** Maps shown at once; more could not be read. */
  maps: whole(1, 9),
  noise: real(0, 1),
  seed: whole(0, 2 ** 31 - 1),
  weightDecay: real(0, 1e3),
  learningRate: real(1e-8, 1e3),
  momentum: real(0, 0.999),
  step: whole(0, 1e6),
  /** D and K of explicit data; a network with one hidden unit a layer always fits them. */
  ownInputs: whole(1, tableLimits.inputs),
  ownOutputs: whole(1, 200),
  /** N (D + K) of explicit data in a link, so that they fit together with 2,000 weights; a file holds more. */
  ownNumbers: whole(2, 8000),
  /** Characters of a column's name. */
  columnName: whole(1, 40),
  /** Characters all names of columns may take in a link; beyond, a link leaves them out. */
  linkNames: whole(0, 3000),
  /** Characters of a link; every valid configuration needs fewer. */
  linkLength: whole(0, 131_072),
  /** Operations of a training recipe that a link may ask for: some seconds. */
  recipeOperations: real(0, 5e9),
  /** Notices of one link; more are counted, not listed. */
  notices: whole(0, 20),
} as const satisfies Record<string, Range>

/** How many names K targets may have: one each, or two classes for one target. */
export function targetNames(K: number): readonly number[] {
  return K === 1 ? [1, 2] : [K]
}

/** `value` moved to the nearest end of the range if it lies outside; NaN becomes the lower end. */
export function clamped(value: number, { min, max }: Range): number {
  return value > max ? max : value >= min ? value : min
}
