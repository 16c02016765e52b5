import type { Milestone, OptimizerState, Snapshot, TrainingRun } from './train.ts'

/** Weights of a step that are kept as they were. */
export interface Kept {
  readonly step: number
  /** (W,) */
  readonly w: Float64Array
  /** What training went on with from here; null where it starts anew. */
  readonly state: OptimizerState | null
  /** Whether these weights were given and not reached by training: then no earlier ones lead to them. */
  readonly given: boolean
}

/** The steps after `from`, up to the next stretch, were all made under the same conditions. */
interface Stretch<C> {
  readonly from: number
  readonly conditions: C
  /** Whether the optimiser began anew at `from`, remembering nothing. */
  readonly restart: boolean
}

/**
 * The way training has come, in bounded memory: some weights are kept, and the ones between are found again to the
 * last bit by training on from the kept ones before them. `C` is whatever tells how a step was made: problem and
 * settings. A value; every change gives a new one, which shares what has not changed.
 */
export interface Timeline<C> {
  /** In the order of the steps; the first and the last of the way are always kept. */
  readonly kept: readonly Kept[]
  /** In the order of the steps; those before the first are no longer known. */
  readonly stretches: readonly Stretch<C>[]
  /** Kept are the steps this number divides, a power of two, and a few besides. */
  readonly spacing: number
}

/** Steps to be trained again under the same conditions. */
export interface Leg<C> {
  readonly conditions: C
  readonly from: number
  readonly steps: number
  readonly restart: boolean
}

/** How to come to the weights of a step: train every leg in turn, from the weights and the state kept. */
export interface Route<C> {
  readonly kept: Kept
  readonly legs: readonly Leg<C>[]
  /** The step reached; an earlier one than asked for where the way there is no longer known. */
  readonly step: number
  /** The conditions of the step that led there; null at weights that were given. */
  readonly conditions: C | null
}

/** Bytes the kept weights and memories may take. */
const mostBytes = 24e6
/** Bytes of the snapshots of one run, which come on top until they are thinned. */
const mostRunBytes = 6e6
/** So many kept are enough, as long as … */
const enough = 512
/** … no more operations than this are needed to find one between: about a millisecond. */
const quickOperations = 1e6
/** The last ones are kept whatever the spacing, for going back by single steps. */
const recent = 8
/** Stretches whose conditions are kept, and the bytes these may take: each may hold patterns of its own. */
const mostStretches = 100
const mostStretchBytes = 12e6
/** What an object and its arrays take beside the numbers. */
const overhead = 500

/** The timeline whose only step is `step`, with weights that were given. */
export function startedAt<C>(w: Float64Array, step: number): Timeline<C> {
  return { kept: [{ step, w, state: null, given: true }], stretches: [], spacing: 1 }
}

/** The first step there is a way to. */
export function firstStep({ kept }: Timeline<unknown>): number {
  return kept[0].step
}

/** The last step there is a way to. */
export function lastStep({ kept }: Timeline<unknown>): number {
  return kept[kept.length - 1].step
}

/** Bytes of what is kept; an array that neighbours share counts once. */
export function bytesOf({ kept }: Timeline<unknown>): number {
  let numbers = 0
  let best: Float64Array | null = null
  for (const { w, state } of kept) {
    numbers += w.length
    if (!state) continue
    numbers += state.memory.length
    if (state.best.w !== w && state.best.w !== best) numbers += state.best.w.length
    best = state.best.w
  }
  return 8 * numbers + overhead * kept.length
}

/** The timeline up to `step`; of stretches those with a step made. */
function cutAt<C>({ kept, stretches, spacing }: Timeline<C>, step: number): Timeline<C> {
  return {
    kept: kept.filter((one) => one.step <= step),
    stretches: stretches.filter(({ from }) => from < step),
    spacing,
  }
}

/** Every how many steps a run of `steps` more is asked for snapshots of `numbers` numbers each. */
export function snapshotSpacing({ spacing }: Timeline<unknown>, steps: number, numbers: number): number {
  let every = spacing
  while ((steps / every) * (8 * numbers + overhead) > mostRunBytes) every *= 2
  return every
}

/** What `extended` has to know of conditions. */
export interface Conditions<C> {
  /** Whether steps made under both belong to one stretch. */
  readonly same: (a: C, b: C) => boolean
  /** Bytes of `conditions` beside those they share with the `next` ones. */
  readonly bytes: (conditions: C, next: C | null) => number
}

/** The newest stretches, as many as may be kept. */
function newest<C>(stretches: readonly Stretch<C>[], { bytes }: Conditions<C>): readonly Stretch<C>[] {
  let first = stretches.length
  for (let taken = 0; first > 0 && stretches.length - first < mostStretches; first--) {
    const { conditions } = stretches[first - 1]
    taken += bytes(conditions, stretches[first]?.conditions ?? null)
    if (taken > mostStretchBytes) break
  }
  return stretches.slice(first)
}

/**
 * The timeline with a run added, which goes on from the weights of one of its steps: what lay behind that step is
 * forgotten. `restart` tells that the run was begun without a state; `operationsPerStep` is what finding a step again
 * costs.
 */
export function extended<C>(
  timeline: Timeline<C>,
  { w, step, state, snapshots, energies }: TrainingRun,
  conditions: C,
  restart: boolean,
  about: Conditions<C>,
  operationsPerStep: number,
): Timeline<C> {
  const from = step - energies.length + 1
  const { kept, stretches, spacing } = cutAt(timeline, from)
  if (step === from && kept.at(-1)?.step === step) return { kept, stretches, spacing }
  const last = stretches.at(-1)
  const goesOn = last !== undefined && !restart && about.same(last.conditions, conditions)
  const added: Kept[] = []
  let best = kept.at(-1)?.state?.best ?? null
  const add = (reached: Pick<Snapshot, 'w' | 'step' | 'state'>) => {
    // Copies of one and the same milestone, as messages make them, are kept once.
    const own: Milestone = reached.state.best
    if (best === null || own.step !== best.step || own.energy !== best.energy)
      best = own.step === reached.step ? { ...own, w: reached.w } : own
    added.push({
      w: reached.w,
      step: reached.step,
      state: { ...reached.state, best },
      given: false,
    })
  }
  snapshots.forEach(add)
  add({ w, step, state })
  return thinned(
    {
      kept: [...kept, ...added],
      stretches:
        goesOn || step === from ? stretches : newest([...stretches, { from, conditions, restart }], about),
      spacing,
    },
    operationsPerStep,
  )
}

/** The timeline whose weights at `step` were changed by hand: the way ends and begins there. */
export function givenAt<C>(timeline: Timeline<C>, w: Float64Array, step: number): Timeline<C> {
  const { kept, stretches, spacing } = cutAt(timeline, step)
  const before = kept.filter((one) => one.step < step)
  return thinned({ kept: [...before, { step, w, state: null, given: true }], stretches, spacing }, Infinity)
}

/** As few kept as the memory asks for, and as are enough; the spacing doubles until it is so. */
function thinned<C>(timeline: Timeline<C>, operationsPerStep: number): Timeline<C> {
  let { kept, spacing } = timeline
  const select = () => {
    const all = kept
    kept = all.filter(
      ({ step, given }, k) => k === 0 || given || k >= all.length - recent || step % spacing === 0,
    )
  }
  const tooMany = () =>
    bytesOf({ ...timeline, kept }) > mostBytes ||
    (kept.length > enough && 2 * spacing * operationsPerStep <= quickOperations)
  select()
  while (tooMany() && spacing < kept[kept.length - 1].step) {
    spacing *= 2
    select()
  }
  // Only weights given by hand can be left over; the oldest go first.
  while (kept.length > recent && bytesOf({ ...timeline, kept }) > mostBytes) kept = kept.slice(1)
  return { ...timeline, kept, spacing }
}

/** How to come to the weights of `step`, which is moved into the timeline if it lies outside. */
export function routeTo<C>(timeline: Timeline<C>, step: number): Route<C> {
  const { kept, stretches } = timeline
  const target = Math.max(firstStep(timeline), Math.min(lastStep(timeline), step))
  const start = kept.findLast((one) => one.step <= target) ?? kept[0]
  const legs: Leg<C>[] = []
  let at = start.step
  let index = stretches.findLastIndex(({ from }) => from <= at)
  while (at < target && index >= 0) {
    const { from, conditions, restart } = stretches[index]
    const end = Math.min(target, stretches[index + 1]?.from ?? target)
    legs.push({ conditions, from: at, steps: end - at, restart: restart && from === at })
    at = end
    index++
  }
  const led = legs.at(-1) ?? (start.given ? undefined : stretches.findLast(({ from }) => from < at))
  return { kept: start, legs, step: at, conditions: led?.conditions ?? null }
}
