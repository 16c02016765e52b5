import type { Matrix } from '../../../linalg/matrix.ts'
import type { Problem } from '../../../network/network.ts'
import type { EntryErrors } from '../../errorMeasures.ts'
import type { MethodId } from '../../index.ts'
import type { InverseErrors } from '../../inverseErrors.ts'
import type { ParameterValues } from '../../method.ts'
import type { DifferenceProbe } from './differenceProbe.ts'
import type { PatternSurvey } from './survey.ts'

/** What is known of a method shown; null where it is not known (yet), or makes no sense for it. */
export interface MethodFacts {
  readonly matrix: Matrix
  readonly parameters: ParameterValues
  readonly asymmetry: number | null
  /** Against the exact Hessian; of methods whose target it is. */
  readonly errors: EntryErrors | null
  /** Of methods whose target is an inverse, measured with `damping` of the situation. */
  readonly inverseErrors: InverseErrors | null
  /** Of energy and gradient differences: `probeDifferences`. */
  readonly probe: DifferenceProbe | null
}

/** All that observations are made from. Nothing is computed for them that the comparison has not computed anyway. */
export interface Situation {
  readonly problem: Problem
  readonly survey: PatternSurvey
  /** The exact Hessian, weight decay included; null if it overflowed. */
  readonly exact: Matrix | null
  /** Its eigenvalues, ascending; null as long as they are not there. */
  readonly eigenvalues: Float64Array | null
  /** The methods shown that gave a matrix. */
  readonly methods: { readonly [Id in MethodId]?: MethodFacts }
  /** λ of the damped inverses. */
  readonly damping: number
  /** Training steps made. */
  readonly step: number
}

/** What a rule finds worth saying: numbers for its sentence, and how much it matters. */
export interface Finding {
  /** 0 … 1: which observation to show first. */
  readonly strength: number
  readonly values: Readonly<Record<string, number>>
}

/**
 * One observation: true whenever it is made. The docstring of a rule says what its sentence may claim, what its
 * values are, and why its thresholds are where they are. Layers, units, patterns, rows and columns count from 1.
 */
export interface Rule {
  /** Kebab-case: the catalogue key. */
  readonly id: string
  readonly observe: (situation: Situation) => Finding | null
}

/** A relative error below this is round-off and nothing else, for matrices of the sizes shown. */
export const roundOffBound = 1e-12

/** Whether M, and with it everything else, follows from a softmax over more than one class. */
export function isSoftmax({ network }: Problem): boolean {
  return network.error.output === 'softmax' && network.K > 1
}
