import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { datasetNamed, patternsOf } from '../data/index.ts'
import { finish } from '../linalg/steps.ts'
import { activationNamed } from '../network/activations/index.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import {
  bytesOf,
  extended,
  firstStep,
  givenAt,
  initialWeights,
  lastStep,
  optimizers,
  routeTo,
  snapshotSpacing,
  startedAt,
  train,
} from './index.ts'
import type { OptimizerState, Timeline, TrainingRun, TrainingSettings } from './index.ts'

// Much is computed here, and a machine may have more to do.
vi.setConfig({ testTimeout: 60_000 })

interface Conditions {
  readonly problem: Problem
  readonly settings: TrainingSettings
}

const network = createNetwork([1, 4, 1], [activationNamed('tanh')], errorFunctionNamed('identity'), true)
const { N, x, t } = patternsOf(datasetNamed('sinusoid'), 20, 0.15, 7, 'identity')
const start = initialWeights(network, 3)
const problem: Problem = { network, weightDecay: 0.01, N, x, t, w: start }
const about = {
  same: (a: Conditions, b: Conditions) => a.problem === b.problem && a.settings === b.settings,
  bytes: () => 0,
}
const simple = { same: Object.is, bytes: () => 0 }
const operations = 8 * network.W * N

/** Trains in portions as the page does, and writes down the weights of every step. */
class Recorder {
  timeline: Timeline<Conditions> = startedAt(start, 0)
  step = 0
  state: OptimizerState | null = null
  readonly all = new Map<number, Float64Array>([[0, start]])
  #w = start

  constructor(public conditions: Conditions) {}

  run(steps: number) {
    const { conditions } = this
    const snapshotEvery = snapshotSpacing(this.timeline, steps, 3 * network.W)
    const from = { ...conditions.problem, w: this.#w }
    const run = finish(train(from, conditions.settings, this.step, steps, this.state, { snapshotEvery }))
    this.timeline = extended(this.timeline, run, conditions, this.state === null, about, operations)
    // Every step by itself gives the same bits as the portion.
    let w = this.#w
    let state = this.state
    for (let k = 0; k < steps; k++) {
      const one: TrainingRun = finish(
        train({ ...conditions.problem, w }, conditions.settings, this.step + k, 1, state),
      )
      ;({ w, state } = one)
      this.all.set(this.step + k + 1, w)
    }
    this.step = run.step
    this.state = run.state
    this.#w = run.w
  }

  goTo(step: number) {
    const { w, state } = travel(this.timeline, step)
    this.step = step
    this.state = state
    this.#w = w
  }
}

function travel(timeline: Timeline<Conditions>, wanted: number) {
  const { kept, legs, step } = routeTo(timeline, wanted)
  let { w, state } = kept
  let steps = 0
  for (const leg of legs) {
    const { problem: of, settings } = leg.conditions
    ;({ w, state } = finish(train({ ...of, w }, settings, leg.from, leg.steps, leg.restart ? null : state)))
    steps += leg.steps
  }
  return { w, state, step, steps }
}

const settingsOf = (optimizer: TrainingSettings['optimizer']): TrainingSettings => ({
  optimizer,
  learningRate: 0.02,
  momentum: 0.9,
})

describe.each(optimizers)('the timeline of $name', ({ name }) => {
  it('gives every step back to the last bit, whatever the portions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 6 }),
        (portions, wanted) => {
          const recorder = new Recorder({ problem, settings: settingsOf(name) })
          for (const steps of portions) recorder.run(steps)
          for (const step of wanted) {
            const reached = travel(recorder.timeline, step)
            expect(reached.step).toBe(Math.min(step, recorder.step))
            expect(reached.w).toEqual(recorder.all.get(reached.step))
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  it('keeps few of many steps, each found again with few operations', () => {
    const recorder = new Recorder({ problem, settings: settingsOf(name) })
    for (let k = 0; k < 25; k++) recorder.run(100)
    const { timeline } = recorder
    expect(timeline.kept.length).toBeLessThanOrEqual(530)
    expect(timeline.kept.length).toBeGreaterThan(150)
    expect([firstStep(timeline), lastStep(timeline)]).toEqual([0, 2500])
    for (const step of [1, 7, 333, 1234, 2491, 2499, 2500]) {
      const reached = travel(timeline, step)
      expect(reached.w).toEqual(recorder.all.get(step))
      expect(reached.steps * operations).toBeLessThanOrEqual(1e6)
    }
  })

  it('branches: what lay behind is forgotten, and what was before stays', () => {
    const recorder = new Recorder({ problem, settings: settingsOf(name) })
    recorder.run(90)
    const before = recorder.all.get(31)
    const old = recorder.all.get(60)
    recorder.goTo(47)
    recorder.conditions = { problem, settings: { ...settingsOf('gradient-descent'), learningRate: 0.001 } }
    recorder.state = null
    recorder.run(25)
    expect(lastStep(recorder.timeline)).toBe(72)
    expect(travel(recorder.timeline, 31).w).toEqual(before)
    expect(travel(recorder.timeline, 60).w).toEqual(recorder.all.get(60))
    expect(travel(recorder.timeline, 60).w).not.toEqual(old)
    expect(travel(recorder.timeline, 80).step).toBe(72)
  })

  it('trained on from an earlier step in the same way it repeats itself', () => {
    const recorder = new Recorder({ problem, settings: settingsOf(name) })
    recorder.run(60)
    const once = recorder.all.get(60)
    recorder.goTo(33)
    recorder.run(27)
    expect(recorder.all.get(60)).toEqual(once)
    expect(recorder.timeline.stretches).toHaveLength(1)
  })
})

describe('a timeline', () => {
  it('goes through changes of the problem and of the settings', () => {
    const recorder = new Recorder({ problem, settings: settingsOf('momentum') })
    recorder.run(30)
    recorder.conditions = { problem, settings: { ...settingsOf('momentum'), learningRate: 0.001 } }
    recorder.run(11)
    recorder.conditions = { problem: { ...problem, weightDecay: 1 }, settings: settingsOf('adam') }
    recorder.state = null
    recorder.run(30)
    const sparse = {
      ...recorder.timeline,
      kept: recorder.timeline.kept.filter((_, k, { length }) => k % 50 === 0 || k === length - 1),
    }
    for (const [step, w] of recorder.all) expect(travel(sparse, step).w, String(step)).toEqual(w)
  })

  it('does not go through weights given by hand', () => {
    const recorder = new Recorder({ problem, settings: settingsOf('gradient-descent') })
    recorder.run(20)
    const given = start.map((value) => value + 1)
    const timeline = givenAt(recorder.timeline, given, 12)
    expect(lastStep(timeline)).toBe(12)
    expect(travel(timeline, 12)).toMatchObject({ w: given, steps: 0 })
    expect(travel(timeline, 11).w).toEqual(recorder.all.get(11))
  })

  it('keeps what is kept where the way to it is no longer known', () => {
    const recorder = new Recorder({ problem, settings: settingsOf('gradient-descent') })
    for (let k = 0; k < 130; k++) {
      recorder.conditions = {
        ...recorder.conditions,
        settings: { ...settingsOf('momentum'), learningRate: k / 1e4 },
      }
      recorder.run(3)
    }
    const { timeline } = recorder
    expect(timeline.stretches.length).toBe(100)
    const sparse = { ...timeline, kept: timeline.kept.filter(({ step }) => step % 10 === 0) }
    expect(travel(sparse, 17).step).toBe(10)
    for (const { step } of timeline.kept) expect(travel(timeline, step).w).toEqual(recorder.all.get(step))
    expect(travel(sparse, 377).w).toEqual(recorder.all.get(377))
  })

  it('survives a run that made no step', () => {
    const recorder = new Recorder({ problem, settings: settingsOf('momentum') })
    recorder.run(40)
    recorder.goTo(21)
    recorder.run(0)
    expect(lastStep(recorder.timeline)).toBe(21)
    expect(travel(recorder.timeline, 21).w).toEqual(recorder.all.get(21))
  })
})

/** A run of a large network, as training would hand it over, without the arithmetic. */
function pretended(from: number, steps: number, every: number, W: number, memory: number): TrainingRun {
  const at = (step: number) => {
    const w = new Float64Array(W)
    // A best of its own at every step is the worst there can be.
    const best = { w: new Float64Array(W), step: step - 1, energy: -step }
    return {
      w,
      step,
      energy: 0,
      state: { memory: new Float64Array(memory), startEnergy: 0, best, patientFrom: 0 },
    }
  }
  const snapshots = []
  for (let step = from + 1; step < from + steps; step++) if (step % every === 0) snapshots.push(at(step))
  return {
    ...at(from + steps),
    snapshots,
    energies: new Float64Array(steps + 1),
    diverged: null,
    stopped: null,
  }
}

/** Every buffer reachable from a timeline once. */
function countedBytes({ kept }: Timeline<unknown>): number {
  const buffers = new Set<ArrayBufferLike>()
  for (const { w, state } of kept) {
    buffers.add(w.buffer)
    if (state) buffers.add(state.memory.buffer).add(state.best.w.buffer)
  }
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0)
}

describe('the memory of a timeline', () => {
  it.each([
    ['gradient descent', 0],
    ['momentum', 1000],
    ['Adam', 2002],
    ['L-BFGS', 20_002],
  ])('of %s with 1,000 weights stays below 24 MB over 20,000 steps', (_, memory) => {
    const W = 1000
    let timeline: Timeline<string> = startedAt(new Float64Array(W), 0)
    for (let step = 0; step < 20_000;) {
      const steps = 1 + Math.floor(step / 100)
      const every = snapshotSpacing(timeline, steps, 2 * W + memory)
      timeline = extended(
        timeline,
        pretended(step, steps, every, W, memory),
        'x',
        step === 0,
        simple,
        8 * W * 2000,
      )
      step += steps
      expect(bytesOf(timeline)).toBeLessThanOrEqual(24e6)
      expect(countedBytes(timeline)).toBeLessThanOrEqual(bytesOf(timeline))
    }
    expect(lastStep(timeline)).toBeGreaterThanOrEqual(20_000)
    expect(timeline.kept.length).toBeGreaterThan(60)
  })

  it('holds for one run of many steps, and for weights given by hand again and again', () => {
    const W = 1000
    let timeline: Timeline<string> = startedAt(new Float64Array(W), 0)
    const every = snapshotSpacing(timeline, 100_000, 3 * W)
    expect((100_000 / every) * 3 * W * 8).toBeLessThanOrEqual(6e6)
    timeline = extended(timeline, pretended(0, 100_000, every, W, W), 'x', true, simple, 1e6)
    for (let step = 100_000; step < 102_000; step++) {
      timeline = extended(timeline, pretended(step, 1, 1, W, W), 'x', true, simple, 1e6)
      timeline = givenAt(timeline, new Float64Array(W), step + 1)
    }
    expect(countedBytes(timeline)).toBeLessThanOrEqual(24e6)
    expect(lastStep(timeline)).toBe(102_000)
  })

  it('holds for data that change at every step: the oldest conditions are forgotten', () => {
    const large = { same: () => false, bytes: () => 1e6 }
    let timeline: Timeline<number> = startedAt(new Float64Array(10), 0)
    for (let step = 0; step < 50; step++)
      timeline = extended(timeline, pretended(step, 1, 1, 10, 10), step, true, large, 1e6)
    expect(timeline.stretches.map(({ conditions }) => conditions)).toEqual(
      Array.from({ length: 12 }, (_, k) => 38 + k),
    )
    // Conditions that share their data take nothing more.
    const shared = { same: () => false, bytes: (_: number, next: number | null) => (next === null ? 1e6 : 0) }
    for (let step = 50; step < 90; step++)
      timeline = extended(timeline, pretended(step, 1, 1, 10, 10), step, true, shared, 1e6)
    expect(timeline.stretches).toHaveLength(52)
  })
})
