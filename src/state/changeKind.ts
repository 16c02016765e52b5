import type { DataConfiguration } from '../config/configuration.ts'
import type { State } from './store.ts'

/** What was changed, for the page to name; catalogue keys. */
export const changeKinds = [
  // Another configuration was opened: a link, an example, a file.
  'open',
  // The weights, by steps of training.
  'training',
  // The weights, by going to another step of the timeline.
  'scrub',
  'data',
  'network',
  // The weights, by hand, by drawing them anew, or back to the start.
  'weights',
  'weight-decay',
  // How a step of training is made.
  'optimizer',
  // Which methods are shown.
  'methods',
  // Parameters of the methods.
  'parameters',
  // How the matrices are shown.
  'display',
] as const

export type ChangeKind = (typeof changeKinds)[number]

export interface Classified {
  readonly kind: ChangeKind
  /** Changes with the same key are one while they go on; null: every one is a change of its own. */
  readonly key: string | null
}

type Configured = Pick<State, 'problem' | 'comparison' | 'epoch' | 'openings' | 'scrubs'>

type Plain = Readonly<Record<string, unknown>>

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
}

/** A value that can be dragged: a number, or as many numbers as before in the same arrangement. */
function isDragged(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return true
  if (a instanceof Float64Array && b instanceof Float64Array) return a.length === b.length
  return (
    Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => isDragged(one, b[i]))
  )
}

interface Difference {
  readonly path: string
  readonly dragged: boolean
}

/** The leaves in which two plain objects differ, by identity; arrays are leaves. */
function differences(a: Plain, b: Plain, path: string): readonly Difference[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) => {
    const before = a[name]
    const after = b[name]
    if (Object.is(before, after)) return []
    const here = path === '' ? name : `${path}.${name}`
    return isPlain(before) && isPlain(after)
      ? differences(before, after, here)
      : [{ path: here, dragged: isDragged(before, after) }]
  })
}

/** In which order the parts of a problem name a change that concerns several. */
const problemKinds: readonly (readonly [ChangeKind, RegExp])[] = [
  ['data', /^data/],
  ['network', /^network/],
  ['weight-decay', /^weightDecay/],
  ['optimizer', /^training/],
  ['weights', /^weight/],
]

const comparisonKinds: readonly (readonly [ChangeKind, RegExp])[] = [
  ['methods', /^methods/],
  ['parameters', /^parameters/],
  ['display', /./],
]

function named(
  kinds: readonly (readonly [ChangeKind, RegExp])[],
  found: readonly Difference[],
): Classified | null {
  const kind = kinds.find(([, pattern]) => found.some(({ path }) => pattern.test(path)))?.[0]
  if (!kind) return null
  const [only, ...others] = found
  return { kind, key: others.length === 0 && only.dragged ? only.path : null }
}

function countOf(data: DataConfiguration): number {
  return 'x' in data ? data.x.length : data.points
}

/** What has changed between two states; null where nothing has that can be undone. */
export function classified(before: Configured, after: Configured): Classified | null {
  if (before.problem === after.problem && before.comparison === after.comparison) return null
  if (before.openings !== after.openings) return { kind: 'open', key: null }
  const { step: stepBefore, ...problemBefore } = before.problem
  const { step: stepAfter, ...problemAfter } = after.problem
  const found = differences(problemBefore, problemAfter, '')
  // Points that are moved stay as many; the first move makes explicit ones of those of a preset.
  const moved = 'x' in after.problem.data && countOf(before.problem.data) === after.problem.data.x.length
  if (moved && found.length > 0 && found.every(({ path }) => path.startsWith('data')))
    return { kind: 'data', key: 'points' }
  const weightsAlone = found.every(({ path }) => path === 'weights')
  if (weightsAlone && (found.length > 0 || stepBefore !== stepAfter)) {
    if (before.scrubs !== after.scrubs) return { kind: 'scrub', key: 'scrub' }
    if (before.epoch === after.epoch) return { kind: 'training', key: 'training' }
  }
  const compared = differences({ ...before.comparison }, { ...after.comparison }, '')
  if (found.length > 0 && compared.length > 0)
    return { kind: named(problemKinds, found)?.kind ?? 'open', key: null }
  return named(problemKinds, found) ?? named(comparisonKinds, compared)
}
