import { create } from 'zustand'
import type { Network } from '../network/network.ts'
import type { StudyId } from '../studies/index.ts'
import type { StudyPart } from '../studies/study.ts'

type PartOf<Kind extends StudyPart['kind']> = Extract<StudyPart, { readonly kind: Kind }>

export type StudyPoint = readonly [x: number, y: number | null, word?: string]
export type StudyBand = readonly [x: number, low: number, high: number]
/** The numbers of a table by row and column, rows in the order they came. */
export type StudyCells = ReadonlyMap<string, Readonly<Record<string, number | null>>>
export type StudyPictureData = PartOf<'matrix'> | PartOf<'network'> | PartOf<'surface'>

/** Where the points of a plot are that are shown only at this value of its number. */
export function framed(plot: string, at: number): string {
  return `${plot}@${at}`
}

/** What a study has found so far. */
export interface StudyResult {
  readonly id: StudyId
  /** The problem it is of. */
  readonly revision: number
  readonly network: Network
  /** Points by plot and series, in the order they came; those that belong to a value of a number by `framed`. */
  readonly points: Readonly<Record<string, Readonly<Record<string, readonly StudyPoint[]>>>>
  /** The same for bands. */
  readonly bands: Readonly<Record<string, Readonly<Record<string, readonly StudyBand[]>>>>
  readonly tables: Readonly<Record<string, StudyCells>>
  readonly failures: readonly PartOf<'failure'>[]
  readonly lines: readonly PartOf<'line'>[]
  readonly facts: readonly PartOf<'fact'>[]
  readonly claim: PartOf<'claim'> | null
  readonly pictures: readonly StudyPictureData[]
}

export type StudyStatus = 'running' | 'done' | 'cancelled' | 'failed'

interface StudyState {
  /** The newest result there is; while another one has not yet begun to come, still the one before. */
  readonly result: StudyResult | null
  readonly status: StudyStatus
  readonly fraction: number
  /** Why it failed. */
  readonly reason: string
  /** Grows with every new start asked for. */
  readonly restarts: number
  begin: () => void
  take: (
    of: Pick<StudyResult, 'id' | 'revision' | 'network'>,
    isFirst: boolean,
    parts: readonly StudyPart[],
  ) => void
  tellProgress: (fraction: number) => void
  end: (status: StudyStatus, reason?: string) => void
  cancel: () => void
  restart: () => void
}

type Lists<One> = Record<string, Record<string, readonly One[]>>

/** Lists by plot and series that grow, those there were left as they are: a plot that nothing comes to stays the same. */
class Growing<One> {
  readonly lists: Lists<One>
  readonly #own = new Map<readonly One[], One[]>()
  readonly #ownPlots = new Set<string>()

  constructor(before: Readonly<Record<string, Readonly<Record<string, readonly One[]>>>>) {
    this.lists = { ...before }
  }

  push(plot: string, series: string, one: One): void {
    if (!this.#ownPlots.has(plot)) {
      this.#ownPlots.add(plot)
      this.lists[plot] = { ...this.lists[plot] }
    }
    const of = this.lists[plot]
    const known = of[series] ?? []
    let own = this.#own.get(known)
    if (!own) {
      own = [...known]
      this.#own.set(own, own)
      of[series] = own
    }
    own.push(one)
  }
}

/** Puts parts to a result. */
function extended(result: StudyResult, parts: readonly StudyPart[]): StudyResult {
  const points = new Growing<StudyPoint>(result.points)
  const bands = new Growing<StudyBand>(result.bands)
  const tables: Record<string, Map<string, Record<string, number | null>>> = {}
  const failures = [...result.failures]
  const lines = parts.some(({ kind }) => kind === 'line') ? [...result.lines] : null
  const facts = [...result.facts]
  const pictures = [...result.pictures]
  let { claim } = result
  for (const part of parts)
    switch (part.kind) {
      case 'point':
        points.push(
          part.at === undefined ? part.plot : framed(part.plot, part.at),
          part.series,
          part.word === undefined ? [part.x, part.y] : [part.x, part.y, part.word],
        )
        break
      case 'band':
        bands.push(part.plot, part.series, [part.x, part.low, part.high])
        break
      case 'cell': {
        const table = (tables[part.table] ??= new Map(result.tables[part.table]))
        table.set(part.row, { ...table.get(part.row), [part.column]: part.value })
        break
      }
      case 'failure':
        failures.push(part)
        break
      case 'line':
        lines?.push(part)
        break
      case 'fact':
        facts.push(part)
        break
      case 'claim':
        claim = part
        break
      default:
        pictures.push(part)
    }
  return {
    ...result,
    points: points.lists,
    bands: bands.lists,
    tables: { ...result.tables, ...tables },
    failures,
    lines: lines ?? result.lines,
    facts,
    pictures,
    claim,
  }
}

const nothing = {
  points: {},
  bands: {},
  tables: {},
  failures: [],
  lines: [],
  facts: [],
  claim: null,
  pictures: [],
} as const

/** The state of the study that is open; apart from the page's, for it is fetched with the studies. */
export const useStudy = create<StudyState>()((set) => ({
  result: null,
  status: 'done',
  fraction: 0,
  reason: '',
  restarts: 0,
  begin: () => set({ status: 'running', fraction: 0 }),
  take: (of, isFirst, parts) =>
    set(({ result }) => ({
      result: extended(isFirst || !result ? { ...of, ...nothing } : result, parts),
    })),
  tellProgress: (fraction) => set({ fraction }),
  end: (status, reason = '') => set({ status, reason }),
  cancel: () => set(({ status }) => (status === 'running' ? { status: 'cancelled' } : {})),
  restart: () => set(({ restarts }) => ({ restarts: restarts + 1 })),
}))
