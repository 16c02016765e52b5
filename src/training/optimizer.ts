/** What every optimiser may use; each takes what it needs. */
export interface OptimizerSettings {
  /** η, with E summed over the patterns. */
  readonly learningRate: number
  /** μ, used by momentum alone. */
  readonly momentum: number
}

/** Weights with the error function there. */
export interface Point {
  /** (W,) */
  readonly w: Float64Array
  /** ∇E(w), (W,). */
  readonly gradient: Float64Array
  /** E(w). */
  energy: number
}

/** Fills in E and ∇E at the weights of a point. */
export type Evaluate = (point: Point) => void

/** A rule for the next weights from E and ∇E. */
export interface Optimizer {
  /** Kebab-case: URL word and catalogue key. */
  readonly name: string
  /** Which of the settings make a difference to it. */
  readonly settings: readonly (keyof OptimizerSettings)[]
  /** What it remembers between steps, for W weights, before the first one; plain numbers, so that it can be sent. */
  readonly start: (W: number) => Float64Array
  /**
   * Moves `point` by one step, changes `memory` in place, and leaves E and ∇E of the new weights in the point. It
   * may evaluate as often as it needs. False where it finds no better weights: then the point is as it was, and the
   * memory as at the start.
   */
  readonly step: (
    point: Point,
    settings: OptimizerSettings,
    memory: Float64Array,
    evaluate: Evaluate,
  ) => boolean
}
