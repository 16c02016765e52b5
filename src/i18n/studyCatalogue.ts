import type { studies } from '../studies/index.ts'
import type { ClaimValues } from '../studies/study.ts'

type AnyStudy = (typeof studies)[number]
/** A study may have none of a kind: then any key is without text. */
type Texts<Key extends string> = Readonly<Record<Key, string>>
type Options<P> = P extends { readonly options: readonly (infer Word extends string)[] } ? Word : never
type Axes<P> = P extends {
  readonly x: { readonly name: infer X extends string }
  readonly y: { readonly name: infer Y extends string }
}
  ? X | Y
  : never
type Pictures<P> = P extends { readonly id: infer Id extends string } ? Id : never
type Marks<P> = P extends { readonly marks: readonly { readonly name: infer N extends string }[] } ? N : never

/** Every text of one study. A claim's sentence has the numbers, and the names of the methods it speaks of. */
interface StudyTexts<S extends AnyStudy> {
  readonly title: string
  /** What is asked, in one sentence. */
  readonly question: string
  readonly parameters: Texts<S['parameters'][number]['name']>
  readonly options: Texts<Options<S['parameters'][number]>>
  readonly plots: Texts<S['plots'][number]['id']>
  readonly axes: Texts<Axes<S['plots'][number]>>
  readonly marks: Texts<Marks<S['plots'][number]>>
  readonly pictures: Texts<Pictures<S['pictures'][number]>>
  readonly series: Texts<S['series'][number]>
  readonly lines: Texts<S['lines'][number]>
  readonly facts: Texts<S['facts'][number]>
  readonly claims: {
    readonly [Code in S['claims'][number]]: (
      values: ClaimValues,
      methods: Readonly<Record<string, string>>,
    ) => string
  }
}

/** The texts of all studies in one language; fetched with them. A study without its texts does not compile. */
export interface StudyCatalogue {
  readonly studies: { readonly [S in AnyStudy as S['id']]: StudyTexts<S> }
  readonly choose: string
  /** Which of the plots and pictures is shown, and that all are. */
  readonly show: string
  readonly all: string
  readonly parameters: string
  readonly findings: string
  /** Beside a number found. */
  readonly expected: (value: string) => string
  readonly play: string
  readonly pause: string
  readonly back: string
  readonly forward: string
  readonly cancel: string
  readonly restart: string
  readonly running: (percent: number) => string
  readonly cancelled: string
  readonly failed: (reason: string) => string
  readonly old: string
  readonly waiting: string
  readonly table: (plot: string) => string
  /** Accessible name of a plot. */
  readonly plot: (title: string, plot: string) => string
}
