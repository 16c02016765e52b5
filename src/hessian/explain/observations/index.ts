import { decayDominates } from './decay.ts'
import {
  diagonalDominates,
  diagonalExact,
  diagonalNegligible,
  diagonalOff,
  negativeDiagonal,
} from './diagonal.ts'
import {
  asymmetryEstimates,
  energiesBalanced,
  energiesRoundOff,
  energiesTruncation,
  gradientsBalanced,
  gradientsRoundOff,
  gradientsTruncation,
} from './differences.ts'
import { indefiniteInverse, inverseOfOuterProduct, nearlySingularInverse, projector } from './inverses.ts'
import { kinkInEnergyStep, kinkInGradientStep } from './kinks.ts'
import { deepLinear, oneLayer, straightUnits } from './layers.ts'
import { productsExact } from './products.ts'
import { fewPatterns, flatDirections, onePattern, softmaxDirections } from './rank.ts'
import {
  goodDespiteLargeResiduals,
  largeResiduals,
  poorDespiteSmallResiduals,
  smallResiduals,
  zeroResiduals,
} from './residuals.ts'
import type { Situation } from './situation.ts'
import { indefinite, minimum, narrowValley, saddle, slope, zeroHessian } from './spectrum.ts'
import { certainOutputs, deadUnit, duplicateUnits, saturatedUnit } from './units.ts'

/** Every observation; of equal strength the earlier comes first. */
export const rules = [
  zeroHessian,
  oneLayer,
  zeroResiduals,
  largeResiduals,
  smallResiduals,
  poorDespiteSmallResiduals,
  goodDespiteLargeResiduals,
  deepLinear,
  straightUnits,
  saddle,
  minimum,
  indefinite,
  narrowValley,
  flatDirections,
  softmaxDirections,
  fewPatterns,
  onePattern,
  deadUnit,
  saturatedUnit,
  duplicateUnits,
  certainOutputs,
  decayDominates,
  diagonalExact,
  diagonalOff,
  negativeDiagonal,
  diagonalDominates,
  diagonalNegligible,
  kinkInEnergyStep,
  kinkInGradientStep,
  energiesRoundOff,
  energiesTruncation,
  energiesBalanced,
  gradientsRoundOff,
  gradientsTruncation,
  gradientsBalanced,
  asymmetryEstimates,
  inverseOfOuterProduct,
  projector,
  indefiniteInverse,
  nearlySingularInverse,
  productsExact,
  slope,
] as const

type AnyRule = (typeof rules)[number]

export type ObservationId = AnyRule['id']

/** The numbers that come with an observation, by name. */
export type ObservationValues<Id extends ObservationId = ObservationId> = NonNullable<
  ReturnType<Extract<AnyRule, { readonly id: Id }>['observe']>
>['values']

/** Something true of a situation, with its numbers. */
export type Observation = {
  [Id in ObservationId]: {
    readonly id: Id
    /** 0 … 1. */
    readonly strength: number
    readonly values: ObservationValues<Id>
  }
}[ObservationId]

/** All that is to be observed, the strongest first. A few W² operations. */
export function observe(situation: Situation): readonly Observation[] {
  const found = rules.flatMap(({ id, observe: find }) => {
    const finding = find(situation)
    // The list pairs each id with its own values, which a union of functions cannot express.
    return finding ? [{ id, ...finding } as Observation] : []
  })
  return found.sort((a, b) => b.strength - a.strength)
}
