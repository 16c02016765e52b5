import { create } from 'zustand'
import type { Network } from '../network/network.ts'
import type { StudyId } from '../studies/index.ts'
import type { StudyPart } from '../studies/study.ts'

type PartOf<Kind extends StudyPart['kind']> = Extract<StudyPart, { readonly kind: Kind }>

export type StudyPoint = readonly [x: number, y: number | null]
export type StudyPictureData = PartOf<'matrix'> | PartOf<'network'> | PartOf<'surface'>

/** What a study has found so far. */
export interface StudyResult {
  readonly id: StudyId
  /** The problem it is of. */
  readonly revision: number
  readonly network: Network
  /** Points by plot and series, in the order they came. */
  readonly points: Readonly<Record<string, Readonly<Record<string, readonly StudyPoint[]>>>>
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

/** Puts parts to a result. */
function extended(result: StudyResult, parts: readonly StudyPart[]): StudyResult {
  const points: Record<string, Record<string, StudyPoint[]>> = {}
  for (const [plot, series] of Object.entries(result.points)) points[plot] = { ...series } as never
  const touched = new Set<StudyPoint[]>()
  const lines = [...result.lines]
  const facts = [...result.facts]
  const pictures = [...result.pictures]
  let { claim } = result
  for (const part of parts)
    switch (part.kind) {
      case 'point': {
        const plot = (points[part.plot] ??= {})
        let list = plot[part.series]
        if (!list || !touched.has(list)) {
          list = plot[part.series] = [...(list ?? [])]
          touched.add(list)
        }
        list.push([part.x, part.y])
        break
      }
      case 'line':
        lines.push(part)
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
  return { ...result, points, lines, facts, pictures, claim }
}

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
      result: extended(
        isFirst || !result ? { ...of, points: {}, lines: [], facts: [], claim: null, pictures: [] } : result,
        parts,
      ),
    })),
  tellProgress: (fraction) => set({ fraction }),
  end: (status, reason = '') => set({ status, reason }),
  cancel: () => set(({ status }) => (status === 'running' ? { status: 'cancelled' } : {})),
  restart: () => set(({ restarts }) => ({ restarts: restarts + 1 })),
}))
