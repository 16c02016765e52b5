import type { StateCreator } from 'zustand'
import { bytesOf } from '../training/index.ts'
import { classified } from './changeKind.ts'
import type { ChangeKind } from './changeKind.ts'
import { momentFrom, momentOf } from './moment.ts'
import type { Moment } from './moment.ts'
import type { Session } from './sessionText.ts'
import type { State } from './store.ts'
import { freshTimeline } from './timeline.ts'

/** A change of what the user made, with the moment to return to: before it while it can be undone, else after it. */
export interface Change {
  readonly kind: ChangeKind
  readonly key: string | null
  readonly moment: Moment
}

/** What the last undo or redo did. */
export interface UndoNote {
  readonly direction: 'undo' | 'redo'
  readonly kind: ChangeKind
  /** The steps the weights belonged to before and belong to now; null where the weights are the same. */
  readonly weights: { readonly from: number; readonly to: number } | null
}

export interface ChangesSlice {
  /** What can be undone, the latest last; at most 100. */
  readonly past: readonly Change[]
  /** What can be done again, the next first. */
  readonly future: readonly Change[]
  /** Whether the latest change may still go on, as a drag does. */
  readonly changing: boolean
  /** Grows with every change made by hand, drags included. */
  readonly changes: number
  /** For the page to tell; null once something else has been changed. */
  readonly undoNote: UndoNote | null
  undo: () => void
  redo: () => void
  /** A drag has come to its end: the next change is one of its own, whatever it changes. */
  endChange: () => void
  dismissUndoNote: () => void
  /** Begins with nothing to undo, as after the page has opened. */
  forgetChanges: () => void
  /** Goes on where a tab left off. */
  resumeSession: (session: Session) => void
}

const most = 100
/** Bytes of the timelines and memories that past and future may keep besides the present one. */
const mostBytes = 8e6

/** The changes, nearest first, without the timelines that would take too much memory. */
function withinMemory(changes: readonly Change[], present: State['timeline']): readonly Change[] {
  const seen = new Set<unknown>([present])
  let bytes = 0
  return changes.map((change) => {
    const { timeline, optimizerState } = change.moment
    let own = 0
    if (timeline && !seen.has(timeline)) own += bytesOf(timeline)
    if (optimizerState && !seen.has(optimizerState)) own += optimizerState.memory.byteLength
    if (bytes + own > mostBytes)
      return { ...change, moment: { ...change.moment, timeline: null, optimizerState: null } }
    bytes += own
    seen.add(timeline).add(optimizerState)
    return change
  })
}

/** The state after a return to `moment`. What depends on the comparison alone leaves training and results alone. */
function returned(state: State, moment: Moment): Partial<State> {
  const { comparison } = moment
  if (moment.problem === state.problem) return { comparison }
  const { selection, timeline, ...rest } = moment
  const { weights, step } = moment.problem
  return {
    ...rest,
    ...(timeline ? { timeline } : freshTimeline(weights, step)),
    view: { ...state.view, selection },
    revision: state.revision + 1,
    epoch: state.epoch + 1,
    stopped: [],
    playing: false,
    scrubbing: null,
    trainingEnd: null,
    trainingProgress: null,
    hovered: null,
  }
}

/**
 * What has to be set besides `partial`, so that the change it makes can be undone. Every change of the problem or the
 * comparison passes through here, whichever action makes it.
 */
export function recorded(before: State, partial: Partial<State>): Partial<State> {
  const after = { ...before, ...partial }
  const change = classified(before, after)
  if (!change) return partial
  const { kind, key } = change
  const isTraining = kind === 'training'
  // A recipe that has come to its end is what was opened, and no change of it.
  if (isTraining && before.pending !== null) return partial
  const top = before.past.at(-1)
  const common = {
    ...partial,
    future: [],
    undoNote: null,
    changes: isTraining ? before.changes : before.changes + 1,
  }
  // Training goes on under a drag; and a drag is one change with all that happens meanwhile.
  const goesOn = before.changing && top !== undefined && top.key !== null && (top.key === key || isTraining)
  if (goesOn) return common
  const past = [...before.past, { kind, key, moment: momentOf(before) }].slice(-most)
  return {
    ...common,
    past: withinMemory(past.toReversed(), after.timeline).toReversed(),
    changing: key !== null,
  }
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => Object.is(value, b[i])))
}

/** `recorded` is not to see what this slice sets: `set` here is the store's own. */
export const changesSlice: StateCreator<State, [], [], ChangesSlice> = (set, get) => {
  const noteOf = (
    direction: UndoNote['direction'],
    kind: ChangeKind,
    before: State,
    { problem }: Moment,
  ): UndoNote => ({
    direction,
    kind,
    weights: sameNumbers(problem.weights, before.problem.weights)
      ? null
      : { from: before.problem.step, to: problem.step },
  })
  return {
    past: [],
    future: [],
    changing: false,
    changes: 0,
    undoNote: null,
    undo: () => {
      const state = get()
      const change = state.past.at(-1)
      if (!change) return
      set({
        ...returned(state, change.moment),
        past: state.past.slice(0, -1),
        future: withinMemory(
          [{ ...change, moment: momentOf(state) }, ...state.future],
          change.moment.timeline ?? state.timeline,
        ),
        changing: false,
        undoNote: noteOf('undo', change.kind, state, change.moment),
      })
    },
    redo: () => {
      const state = get()
      const [change, ...future] = state.future
      if (!change) return
      set({
        ...returned(state, change.moment),
        past: [...state.past, { ...change, moment: momentOf(state) }],
        future,
        changing: false,
        undoNote: noteOf('redo', change.kind, state, change.moment),
      })
    },
    endChange: () => {
      const { changing, past } = get()
      // Training is one change from its start to the next one of another kind.
      if (changing && past.at(-1)?.key !== 'training') set({ changing: false })
    },
    dismissUndoNote: () => set({ undoNote: null }),
    forgetChanges: () => set({ past: [], future: [], changing: false, undoNote: null }),
    resumeSession: ({ configuration, history, optimizerState, past, future }) => {
      const moment = momentFrom(configuration)
      set((state) => ({
        ...returned(state, { ...moment, history, optimizerState }),
        view: configuration.view,
        past,
        future,
        changing: false,
        undoNote: null,
        message: null,
        openings: state.openings + 1,
      }))
    },
  }
}
