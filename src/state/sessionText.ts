import { pointCount } from '../config/build.ts'
import type { Configuration, OwnData } from '../config/configuration.ts'
import { decodeFloat64, encodeFloat64 } from '../config/float64Text.ts'
import { limits } from '../config/limits.ts'
import { decodeLink, encodeLink } from '../config/link.ts'
import { misfitOf } from '../data/index.ts'
import { optimizerNamed } from '../training/index.ts'
import type { OptimizerState } from '../training/index.ts'
import { changeKinds } from './changeKind.ts'
import type { ChangeKind } from './changeKind.ts'
import type { Change } from './changes.ts'
import { emptyHistory, longestHistory } from './energyHistory.ts'
import type { EnergyHistory } from './energyHistory.ts'
import { configurationOf, momentFrom } from './moment.ts'
import type { Moment } from './moment.ts'
import type { State } from './store.ts'

/** What a tab remembers over a reload. */
export interface Session {
  /** The link that stood in the address. */
  readonly hash: string
  readonly configuration: Configuration
  readonly history: EnergyHistory
  readonly optimizerState: OptimizerState | null
  readonly past: readonly Change[]
  readonly future: readonly Change[]
}

const version = 1
/** Characters of a session: browsers give a tab some five million. */
const mostCharacters = 2e6
const mostChanges = 100

/** A configuration as places in the table of parts, with the place of its own data where it has some. */
interface Entry {
  readonly parts: readonly number[]
  readonly data: number | null
}

interface StoredData {
  readonly points: number
  readonly x: string
  readonly t: string
  readonly names: OwnData['names'] | null
}

/** Own data of any size are stored apart; in the link one point with the same columns stands for them. */
function standInFor({ x, t }: OwnData): OwnData {
  return { x: [x[0].map(() => 0)], t: [t[0].map(() => 0)] }
}

/** Collects what configurations have in common: of a hundred most parts are the same. */
class Tables {
  readonly parts: string[] = []
  readonly data: StoredData[] = []
  characters = 0
  readonly #parts = new Map<string, number>()
  readonly #data = new Map<OwnData, number>()

  entryOf({ problem, comparison, view }: Configuration): Entry {
    const { data } = problem
    const own = 'x' in data ? data : null
    const link = encodeLink({
      problem: own ? { ...problem, data: standInFor(own) } : problem,
      comparison,
      // It may be beyond the one point that stands for own data, and stands apart.
      view: { ...view, point: null },
    })
    const parts = link.split('&').map((part) => this.#placeOf(part))
    this.characters += 6 * parts.length
    return { parts, data: own && this.#placeOfData(own) }
  }

  #placeOf(part: string): number {
    const known = this.#parts.get(part)
    if (known !== undefined) return known
    this.#parts.set(part, this.parts.length)
    this.characters += part.length + 3
    return this.parts.push(part) - 1
  }

  #placeOfData(own: OwnData): number {
    const known = this.#data.get(own)
    if (known !== undefined) return known
    const { x, t, names = null } = own
    const stored = { points: x.length, x: encodeFloat64(x.flat()), t: encodeFloat64(t.flat()), names }
    this.#data.set(own, this.data.length)
    this.characters += stored.x.length + stored.t.length
    return this.data.push(stored) - 1
  }
}

/** The configuration of a moment; of how the page is looked at, the pinned entry alone is part of it. */
function configurationAt(moment: Moment, view: State['view']): Configuration {
  return configurationOf({ ...moment, view: { ...view, selection: moment.selection } })
}

function storedOptimizer({ memory, startEnergy, best, patientFrom }: OptimizerState) {
  return {
    memory: encodeFloat64(memory),
    best: encodeFloat64(best.w),
    bestStep: best.step,
    patientFrom,
    energies: encodeFloat64([startEnergy, best.energy]),
  }
}

/**
 * What a tab remembers of the state, as text: the configuration, the curve of E, what the optimiser remembers, and of
 * past and future the `mostKept` nearest changes, as far as they fit into two million characters.
 */
export function encodeSession(state: State, hash: string, mostKept = mostChanges): string {
  const tables = new Tables()
  const now = configurationOf(state)
  const present = tables.entryOf(now)
  const encoded = (changes: readonly Change[]) => {
    const stored: (readonly [ChangeKind, Entry])[] = []
    for (const { kind, moment } of changes.slice(0, mostKept)) {
      if (tables.characters > mostCharacters) break
      stored.push([kind, tables.entryOf(configurationAt(moment, state.view))])
    }
    return stored
  }
  const past = encoded(state.past.toReversed())
  const future = encoded(state.future)
  const { steps, energies } = state.history
  return JSON.stringify({
    version,
    hash,
    present,
    point: now.view.point,
    past,
    future,
    parts: tables.parts,
    data: tables.data,
    history: { steps: encodeFloat64(steps), energies: encodeFloat64(energies) },
    optimizer: state.optimizerState && storedOptimizer(state.optimizerState),
  })
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function listOf(value: unknown, most: number): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : []
}

function numbersOf(value: unknown): Float64Array | null {
  const numbers = typeof value === 'string' ? decodeFloat64(value) : null
  return numbers?.every(Number.isFinite) ? numbers : null
}

function isStep(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limits.step.max
}

/** Rows of `columns` numbers. */
function rowsOf(numbers: Float64Array, rows: number): readonly (readonly number[])[] {
  const columns = numbers.length / rows
  return Array.from({ length: rows }, (_, n) => Array.from(numbers.subarray(n * columns, (n + 1) * columns)))
}

function namesOf(value: unknown, D: number, K: number): OwnData['names'] | null {
  const { inputs, targets } = fieldsOf(value)
  const all = [...listOf(inputs, D + 1), ...listOf(targets, K + 1)]
  const texts = all.filter((name) => typeof name === 'string')
  if (texts.length !== D + K || listOf(inputs, D + 1).length !== D) return null
  return { inputs: texts.slice(0, D), targets: texts.slice(D) }
}

/** Own data as they were stored, null where they are not what the stand-in says. */
function dataFrom(value: unknown, standIn: OwnData, output: Configuration['problem']['network']['output']) {
  const { points, x, t, names } = fieldsOf(value)
  const D = standIn.x[0].length
  const K = standIn.t[0].length
  const N = Number.isInteger(points) ? (points as number) : 0
  const inputs = numbersOf(x)
  const targets = numbersOf(t)
  if (N < 1 || N > limits.points.max || inputs?.length !== N * D || targets?.length !== N * K) return null
  const data: OwnData = { x: rowsOf(inputs, N), t: rowsOf(targets, N) }
  if (misfitOf(data.t, output)) return null
  const named = namesOf(names, D, K)
  return named ? { ...data, names: named } : data
}

/** Reads the configurations of a session; equal own data become one and the same again. */
class Reader {
  readonly #parts: readonly unknown[]
  readonly #data: readonly unknown[]
  readonly #known = new Map<string, OwnData | null>()

  constructor({ parts, data }: Fields) {
    this.#parts = listOf(parts, Infinity)
    this.#data = listOf(data, Infinity)
  }

  /** null where anything of it is not as it was written. */
  configuration(value: unknown): Configuration | null {
    const { parts, data: place } = fieldsOf(value)
    const texts = listOf(parts, 100).map((at) => this.#parts[at as number])
    if (texts.length === 0 || !texts.every((text) => typeof text === 'string')) return null
    const { configuration, notices } = decodeLink(texts.join('&'))
    if (notices.length > 0) return null
    const { problem } = configuration
    if (typeof place !== 'number') return configuration
    if (!('x' in problem.data)) return null
    const { output } = problem.network
    const key = `${place} ${output} ${problem.data.x[0].length} ${problem.data.t[0].length}`
    let data = this.#known.get(key)
    if (data === undefined) {
      data = dataFrom(this.#data[place], problem.data, output)
      this.#known.set(key, data)
    }
    return data && { ...configuration, problem: { ...problem, data } }
  }

  /** The changes up to the first that cannot be read: what lies behind it cannot be reached. */
  changes(value: unknown): readonly Change[] {
    const changes: Change[] = []
    for (const one of listOf(value, mostChanges)) {
      const [kind, entry] = listOf(one, 2)
      const named = changeKinds.find((name) => name === kind)
      const configuration = this.configuration(entry)
      if (!named || !configuration) break
      changes.push({ kind: named, key: null, moment: momentFrom(configuration) })
    }
    return changes
  }
}

function historyFrom(value: unknown): EnergyHistory {
  const { steps, energies } = fieldsOf(value)
  const at = numbersOf(steps)
  const values = numbersOf(energies)
  if (!at || at.length !== values?.length || at.length > longestHistory) return emptyHistory
  if (!at.every((step, k) => isStep(step) && (k === 0 || step > at[k - 1]))) return emptyHistory
  return { steps: Array.from(at), energies: Array.from(values) }
}

function optimizerFrom(value: unknown, { problem }: Configuration): OptimizerState | null {
  const { memory, best, bestStep, patientFrom, energies } = fieldsOf(value)
  const numbers = numbersOf(memory)
  const w = numbersOf(best)
  const [startEnergy, energy] = numbersOf(energies) ?? []
  const W = problem.weights?.length
  if (!numbers || !w || W === undefined || w.length !== W || energy === undefined) return null
  if (numbers.length !== optimizerNamed(problem.training.optimizer).start(W).length) return null
  if (!isStep(bestStep) || !isStep(patientFrom)) return null
  return { memory: numbers, startEnergy, best: { w, step: bestStep, energy }, patientFrom }
}

/** What `encodeSession` wrote; null where it is not such a text, or not of this version. Never throws. */
export function decodeSession(text: string): Session | null {
  if (text.length > 2 * mostCharacters) return null
  try {
    const fields = fieldsOf(JSON.parse(text))
    const { hash, present, point, past, future, history, optimizer } = fields
    if (fields.version !== version || typeof hash !== 'string') return null
    const reader = new Reader(fields)
    const configuration = reader.configuration(present)
    if (!configuration) return null
    const { problem, view } = configuration
    const isThere =
      Number.isInteger(point) && (point as number) >= 0 && (point as number) < pointCount(problem.data)
    return {
      hash,
      configuration: { ...configuration, view: { ...view, point: isThere ? (point as number) : null } },
      history: historyFrom(history),
      optimizerState: optimizerFrom(optimizer, configuration),
      past: reader.changes(past).toReversed(),
      future: reader.changes(future),
    }
  } catch {
    return null
  }
}
