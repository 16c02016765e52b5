import type { studies } from '../studies/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { FailureCode } from '../uses/attempt.ts'
import type { UseExampleName } from '../config/useExamples.ts'
import type { ClaimValues } from '../studies/study.ts'

type AnyStudy = (typeof studies)[number]
/** A study may have none of a kind: then any key is without text. */
type Texts<Key extends string> = Readonly<Record<Key, string>>
// The names of methods are the page's.
type Options<P> =
  | (P extends { readonly options: readonly (infer Word extends string)[] } ? Exclude<Word, MethodId> : never)
  | (P extends { readonly items: readonly (infer Word extends string)[] } ? Exclude<Word, MethodId> : never)
type Axes<P> = P extends {
  readonly x: { readonly name: infer X extends string }
  readonly y: { readonly name: infer Y extends string }
}
  ? X | Y | OverGround<P>
  : never
type OverGround<P> = P extends {
  readonly x: { readonly overGround: infer X extends string }
  readonly y: { readonly overGround: infer Y extends string }
}
  ? X | Y
  : never
type Pictures<P> = P extends { readonly id: infer Id extends string } ? Id : never
type TablesOf<S> = S extends { readonly tables: readonly (infer T)[] } ? T : never
type Columns<T> = T extends { readonly columns: readonly (infer C extends string)[] }
  ? Exclude<C, MethodId>
  : never
type Ids<T> = T extends { readonly id: infer Id extends string } ? Id : never
type Marks<P> = P extends { readonly marks: readonly { readonly name: infer N extends string }[] } ? N : never

/** Texts of tables and of what is offered, for studies that have such. */
type MoreTexts<S> = (S extends { readonly tables: readonly unknown[] }
  ? {
      readonly tables: Texts<Ids<TablesOf<S>>>
      /** What stands above the names of the rows, by table. */
      readonly rows: Texts<Ids<TablesOf<S>>>
      readonly columns: Texts<Columns<TablesOf<S>>>
    }
  : unknown) &
  (S extends { readonly offers: readonly (infer Name extends string)[] }
    ? { readonly offers: Texts<Name> }
    : unknown)

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

/** Every text of the study of this id. */
export type TextsOfStudy<Id extends AnyStudy['id']> = StudyTexts<Extract<AnyStudy, { readonly id: Id }>> &
  MoreTexts<Extract<AnyStudy, { readonly id: Id }>>

/** The texts of all studies in one language; fetched with them. A study without its texts does not compile. */
export interface StudyCatalogue {
  readonly studies: { readonly [Id in AnyStudy['id']]: TextsOfStudy<Id> }
  readonly choose: string
  readonly chooseUse: string
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
  /** Problems a use shows its effect on, by their names. */
  readonly examples: Texts<UseExampleName>
  readonly example: string
  readonly chooseExample: string
  /** Why something gives no result, each in a sentence. */
  readonly failures: {
    readonly [Code in FailureCode]: (
      values: Readonly<Record<string, number>>,
      eigenvalues: readonly number[],
    ) => string
  }
  /** Takes back a choice of the name. */
  readonly giveBack: (name: string) => string
  readonly noResult: string
  /** How points of a plot are chosen, by click and by key, and how they are moved besides. */
  readonly chooseByClick: string
  readonly chooseAndMove: string
  readonly chooseKeys: string
  readonly moveKeys: string
  /** Takes all of it back. */
  readonly restore: string
  /** A data point that was added. */
  readonly added: (place: string) => string
  /** A data point by its number. */
  readonly pattern: (number: string) => string
  /** So many rows are not shown. */
  readonly more: (rows: number) => string
  readonly waiting: string
  readonly table: (plot: string) => string
  /** Accessible name of a plot. */
  readonly plot: (title: string, plot: string) => string
}
