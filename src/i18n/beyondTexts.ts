import type { Language } from '../config/configuration.ts'
import type { BookMethodId, MethodId } from '../hessian/index.ts'
import { beyondEn } from './beyondEn.ts'
import { beyondKo } from './beyondKo.ts'

/** The methods that PRML 5.4 does not have. */
export type BeyondMethodId = Exclude<MethodId, BookMethodId>

/** What a sentence about the error of a method names; numbers are formatted where they are strings. */
export interface BeyondFacts {
  /** ‖A − H‖, and that as a share of ‖H‖. */
  readonly norm: string
  readonly share: string
  /** ‖A − H_outer‖ as a share of ‖H_outer‖; null where the outer product is not shown. */
  readonly fromOuter: string | null
  /** Error of the diagonal alone. */
  readonly diagonal: string
  readonly parameters: Readonly<Record<string, number>>
  /** `Evaluation.facts`. */
  readonly facts: Readonly<Record<string, number>>
  readonly W: number
}

/** What is told of the methods beyond the text, loaded where it is first needed. */
export interface BeyondTexts {
  /** What a method is, in one sentence. */
  readonly about: Readonly<Record<BeyondMethodId, string>>
  /** What it drops, and how large that is here. */
  readonly why: Readonly<Record<BeyondMethodId, (facts: BeyondFacts) => string>>
  /** An entry of a method without an account of its own. */
  readonly account: {
    readonly empty: string
    readonly fromExact: string
    readonly fromOuter: string
    readonly outerFromExact: string
    readonly together: string
  }
}

export const beyondTexts: Readonly<Record<Language, BeyondTexts>> = { en: beyondEn, ko: beyondKo }
