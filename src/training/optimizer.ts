/** What every optimiser may use; each takes what it needs. */
export interface OptimizerSettings {
  /** η, with E summed over the patterns. */
  readonly learningRate: number
  /** μ, used by momentum alone. */
  readonly momentum: number
}

/** A rule for the next weights from the gradient of E. */
export interface Optimizer {
  /** Kebab-case: URL word and catalogue key. */
  readonly name: string
  /** What it remembers between steps, for W weights, before the first one. */
  readonly start: (W: number) => Float64Array
  /** Changes `w` and `state` in place by one step along `gradient` = ∇E(w). */
  readonly step: (
    w: Float64Array,
    gradient: Float64Array,
    settings: OptimizerSettings,
    state: Float64Array,
  ) => void
}
