import type { Slot } from '../compute/client.ts'
import type { StudyInput } from '../compute/protocol.ts'
import { messageOf } from '../state/problemMessage.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'
import { useStudy } from '../state/study.ts'
import { studyNamed } from '../studies/index.ts'
import { completeValues, parametersFor } from '../studies/study.ts'
import type { Study, StudyPart, StudySizes } from '../studies/study.ts'
import { inFrame } from './frame.ts'

/** How many patterns and weights there are. */
function sizesOf({ patterns, network }: State): StudySizes {
  return { patterns: patterns.N, weights: network.W }
}

/** While the problem moves on and on, the study follows no more often than this (ms). */
const everyMilliseconds = 300
/**
 * So long (ms) the first of what is new is gathered while the old is still shown: a quick study then changes at one
 * stroke, and does not flicker while a point is dragged.
 */
const gatherMilliseconds = 120
/** Weights along the timeline that a study is given at most. */
const longestPath = 60

/** Steps of the timeline whose weights are kept, evenly chosen, the present one among them. */
function pathOf({ timeline, problem }: State): StudyInput['path'] {
  const present = { step: problem.step, w: problem.weights }
  const kept = timeline.kept.map(({ step, w }) => ({ step, w })).filter(({ step }) => step !== present.step)
  const all = [...kept, present].sort((a, b) => a.step - b.step)
  const every = Math.ceil(all.length / longestPath)
  return all.filter((one, k) => k % every === 0 || k === all.length - 1 || one === present)
}

function inputOf(state: State, study: Study, id: StudyInput['id']): StudyInput {
  const { comparison, problem, view } = state
  return {
    id,
    values: completeValues(study, view.study?.parameters ?? {}, sizesOf(state)),
    problem: messageOf(state),
    methods: comparison.methods,
    parameters: comparison.parameters,
    training: problem.training,
    path: study.usesPath ? pathOf(state) : [],
    seed: problem.weightSeed,
  }
}

/** What the points depend on besides the problem; what only moves the view of them is left out. */
function subjectOf(state: State, study: Study): string {
  const { comparison, problem, view } = state
  const values = completeValues(study, view.study?.parameters ?? {}, sizesOf(state))
  const computed = parametersFor(study, sizesOf(state))
    .filter((one) => !one.shows)
    .map(({ name }) => values[name])
  return JSON.stringify([
    study.id,
    computed,
    study.uses.map(({ method, name }) => comparison.parameters[method][name]),
    study.usesMethods ? comparison.methods.map((id) => [id, comparison.parameters[id]]) : null,
    study.usesPath ? problem.training : null,
  ])
}

/**
 * Runs the study that is open in a worker of its own; the newest request wins. What was found stays until the first
 * of the new comes. It is begun anew where what it is about changes; while the page plays, when that rests.
 */
export function startStudies(slot: Slot) {
  let subject = ''
  let computed = -1
  let last = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let runs = 0

  const request = () => {
    clearTimeout(timer)
    timer = undefined
    const state = useStore.getState()
    const id = state.view.study?.id
    if (!id) return
    const begun = performance.now()
    last = begun
    const { revision, network } = state
    const study = studyNamed(id)
    subject = subjectOf(state, study)
    computed = revision
    const run = ++runs
    let isFirst = true
    let buffer: StudyPart[] = []
    const deliver = () => {
      if (buffer.length === 0 || run !== runs) return
      const parts = buffer
      buffer = []
      useStudy.getState().take({ id, revision, network }, isFirst, parts)
      isFirst = false
    }
    useStudy.getState().begin()
    void slot
      .run('study', inputOf(state, study, id), {
        onPart: (part) => {
          buffer.push(part)
          if (buffer.length > 1) return true
          const isShown = isFirst && useStudy.getState().result?.id === id
          const wait = isShown ? begun + gatherMilliseconds - performance.now() : 0
          if (wait > 0) setTimeout(() => inFrame(deliver), wait)
          else inFrame(deliver)
          return true
        },
        onProgress: (fraction) => {
          if (run === runs) useStudy.getState().tellProgress(fraction)
        },
      })
      .then((outcome) => {
        if (run !== runs || outcome.kind === 'superseded') return
        inFrame(() => {
          deliver()
          if (outcome.kind === 'failed') useStudy.getState().end('failed', outcome.message)
          else useStudy.getState().end('done')
        })
      })
  }

  const update = (state: State) => {
    const id = state.view.study?.id
    if (!id) {
      if (subject !== '') slot.cancel()
      subject = ''
      return
    }
    if (subjectOf(state, studyNamed(id)) !== subject) request()
    else if (state.revision !== computed && !state.playing)
      timer ??= setTimeout(request, last + everyMilliseconds - performance.now())
  }
  const stops = [
    useStore.subscribe((state, before) => {
      if (
        state.revision !== before.revision ||
        state.view.study !== before.view.study ||
        state.comparison !== before.comparison ||
        state.problem !== before.problem ||
        state.playing !== before.playing
      )
        update(state)
    }),
    useStudy.subscribe((state, before) => {
      if (state.restarts !== before.restarts) request()
      else if (state.status === 'cancelled' && before.status === 'running') {
        runs++
        slot.cancel()
      }
    }),
  ]
  update(useStore.getState())
  return {
    stop: () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    },
  }
}
