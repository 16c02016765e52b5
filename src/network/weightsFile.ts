import type { Network } from './network.ts'

/** Why a file of weights does not fit the network: a catalogue key. */
export type WeightsFileCode =
  /** Neither a list of numbers, nor a list of layers, nor a state with names such as 0.weight. */
  | 'not-weights'
  /** values: expected, found. */
  | 'count'
  /** Another number of layers. values: expected, found. */
  | 'layers'
  /** A matrix or a vector of another shape. values: layer, part, expected, found. */
  | 'shape'
  /** A state without the weight or the bias of a layer. values: layer, part. */
  | 'missing'
  /** Biases for a network that has none. values: layer. */
  | 'bias'
  /** Not a finite number. values: index (from 1, in the order of the file). */
  | 'not-finite'

export interface WeightsRefusal {
  readonly code: WeightsFileCode
  readonly values: Readonly<Record<string, number | string>>
}

export type ReadWeights =
  | { readonly kind: 'weights'; readonly w: Float64Array }
  | { readonly kind: 'refused'; readonly refusal: WeightsRefusal }

/** Carries a refusal out of the recursion; never leaves this file. */
class Refused extends Error {
  constructor(readonly refusal: WeightsRefusal) {
    super(refusal.code)
  }
}

function refuse(code: WeightsFileCode, values: WeightsRefusal['values'] = {}): never {
  throw new Refused({ code, values })
}

/**
 * The weights (W,) in the order of `Network` from parsed JSON, which may be
 * - a flat list of the W numbers in that order;
 * - a list of layers, each [V, b] with V a J_l × J_{l−1} list of rows and b a list of J_l biases (or null, or left
 *   out, without biases), or each W^(l) with the bias in column 0;
 * - a PyTorch state as JSON lists: {"0.weight": V, "0.bias": b, "2.weight": …}, the layers in the order of their
 *   names' numbers.
 */
export function parseWeights(value: unknown, network: Network): ReadWeights {
  try {
    return { kind: 'weights', w: read(value, network) }
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal }
    throw error
  }
}

function read(value: unknown, network: Network): Float64Array {
  if (!Array.isArray(value)) return readState(value, network)
  const list = value as readonly unknown[]
  if (list.length > 0 && list.every((one) => typeof one === 'number')) {
    if (list.length !== network.W) refuse('count', { expected: network.W, found: list.length })
    return finite(Float64Array.from(list))
  }
  if (list.length !== network.L) refuse('layers', { expected: network.L, found: list.length })
  return assembled(
    network,
    list.map((one, at) => layerOf(one, at + 1, network)),
  )
}

/** One layer as it stands in a file. */
interface Layer {
  readonly weight: unknown
  /** undefined where there is none, or where it is column 0 of the weight. */
  readonly bias: unknown
}

/** [V, b], [V] or W^(l) itself: a pair whose first member is a matrix is [V, b]. */
function layerOf(value: unknown, l: number, network: Network): Layer {
  if (!Array.isArray(value)) return refuse('not-weights')
  const list = value as readonly unknown[]
  const isMatrix = (one: unknown) => Array.isArray(one) && one.length > 0 && one.every(Array.isArray)
  if (isMatrix(list[0]) && list.length <= 2) return { weight: list[0], bias: list[1] ?? undefined }
  if (!isMatrix(list)) return refuse('shape', { layer: l, part: 'weight', ...shapes(list, network, l) })
  return { weight: list, bias: undefined }
}

function readState(value: unknown, network: Network): Float64Array {
  if (typeof value !== 'object' || value === null) return refuse('not-weights')
  const layers = new Map<string, { weight?: unknown; bias?: unknown }>()
  for (const [name, part] of Object.entries(value)) {
    const match = /^(.*?)\.?(weight|bias)$/.exec(name)
    if (!match) return refuse('not-weights')
    const layer = layers.get(match[1]) ?? {}
    layer[match[2] as 'weight' | 'bias'] = part
    layers.set(match[1], layer)
  }
  if (layers.size === 0) return refuse('not-weights')
  if (layers.size !== network.L) return refuse('layers', { expected: network.L, found: layers.size })
  // layers.10 comes after layers.2; names without numbers keep the order of the file.
  const order = new Intl.Collator('en', { numeric: true })
  const numbered = [...layers.keys()].every((name) => /\d/.test(name))
  const names = numbered ? [...layers.keys()].sort(order.compare) : [...layers.keys()]
  return assembled(
    network,
    names.map((name, at) => {
      const layer = layers.get(name)
      if (layer?.weight === undefined) return refuse('missing', { layer: at + 1, part: 'weight' })
      return { weight: layer.weight, bias: layer.bias ?? undefined }
    }),
  )
}

function assembled(network: Network, layers: readonly Layer[]): Float64Array {
  const { offsets, columns, bias } = network
  const w = new Float64Array(network.W)
  layers.forEach(({ weight, bias: given }, at) => {
    const l = at + 1
    const J = network.layers[l]
    const D = network.layers[at]
    const inside = bias && given === undefined && widthOf(weight) === D + 1
    if (bias && given === undefined && !inside && widthOf(weight) === D)
      refuse('missing', { layer: l, part: 'bias' })
    if (!bias && given !== undefined) refuse('bias', { layer: l })
    const rows = matrixOf(weight, J, inside ? D + 1 : D, l)
    const biases = bias && !inside ? vectorOf(given, J, l) : null
    rows.forEach((row, j) => {
      const start = offsets[l] + j * columns[l]
      if (biases) w[start] = biases[j]
      w.set(row, start + (biases ? 1 : 0))
    })
  })
  return finite(w)
}

function widthOf(matrix: unknown): number {
  if (!Array.isArray(matrix) || !Array.isArray(matrix[0])) return 0
  return (matrix[0] as readonly unknown[]).length
}

function numbersOnly(list: unknown): list is readonly number[] {
  return Array.isArray(list) && list.every((one) => typeof one === 'number')
}

function matrixOf(value: unknown, J: number, D: number, l: number): readonly (readonly number[])[] {
  const expected = `${J} × ${D}`
  const rows = Array.isArray(value) ? (value as readonly unknown[]) : []
  if (!rows.every(numbersOnly) || rows.length !== J || rows.some((row) => row.length !== D))
    return refuse('shape', { layer: l, part: 'weight', expected, found: shapeOf(value) })
  return rows
}

function vectorOf(value: unknown, J: number, l: number): readonly number[] {
  if (!numbersOnly(value) || value.length !== J)
    return refuse('shape', { layer: l, part: 'bias', expected: String(J), found: shapeOf(value) })
  return value
}

function shapes(value: unknown, network: Network, l: number) {
  return { expected: `${network.layers[l]} × ${network.layers[l - 1]}`, found: shapeOf(value) }
}

/** The lengths of nested lists, as far as they are equal: 3 × 2; what is no list has none. */
function shapeOf(value: unknown): string {
  if (!Array.isArray(value)) return '–'
  const list = value as readonly unknown[]
  if (list.length === 0 || !list.every(Array.isArray)) return String(list.length)
  const inner = new Set(list.map((one) => (one as readonly unknown[]).length))
  return `${list.length} × ${inner.size === 1 ? [...inner][0] : [...inner].slice(0, 4).join('|')}`
}

function finite(w: Float64Array): Float64Array {
  const index = w.findIndex((value) => !Number.isFinite(value))
  if (index >= 0) refuse('not-finite', { index: index + 1 })
  return w
}

/** The weights as JSON in both forms `parseWeights` reads back to the last bit: a flat list, and a PyTorch state. */
export function weightsJson(
  network: Network,
  w: Float64Array,
): { readonly flat: string; readonly state: string } {
  const state: Record<string, readonly (readonly number[])[] | readonly number[]> = {}
  for (let l = 1; l <= network.L; l++) {
    const n = network.columns[l]
    const rows = Array.from({ length: network.layers[l] }, (_, j) => {
      const start = network.offsets[l] + j * n
      return Array.from(w.subarray(start, start + n))
    })
    // In torch.nn.Sequential activations stand between the layers and take every other number.
    const name = 2 * (l - 1)
    state[`${name}.weight`] = network.bias ? rows.map((row) => row.slice(1)) : rows
    if (network.bias) state[`${name}.bias`] = rows.map((row) => row[0])
  }
  return { flat: json(Array.from(w)), state: json(state) }
}

/** JSON that keeps the sign of −0, which JSON.stringify drops and JSON.parse would read. */
function json(value: number | readonly unknown[] | Readonly<Record<string, unknown>>): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((one: Parameters<typeof json>[0]) => json(one)).join(', ')}]`
  const fields = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}: ${json(part as Parameters<typeof json>[0])}`,
  )
  return `{${fields.join(',\n ')}}\n`
}
