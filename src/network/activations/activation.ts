/** A hidden unit's activation function z = h(a) with its first two derivatives (spec §1.3). */
export interface Activation {
  /** URL word and catalogue key. */
  readonly name: string
  /** TeX of h, h′ and h″ as functions of a (z stands for h(a), σ for the logistic sigmoid). */
  readonly formulas: { readonly h: string; readonly first: string; readonly second: string }
  readonly h: (a: number) => number
  readonly first: (a: number) => number
  readonly second: (a: number) => number
  /** h′ and h″ from z = h(a), where that is as accurate as from a: it spares evaluating h again. */
  readonly fromValue?: { readonly first: (z: number) => number; readonly second: (z: number) => number }
  /** Activations a at which h′ jumps; finite differences that step across one are meaningless (spec §1.3). */
  readonly kinks: readonly number[]
}
