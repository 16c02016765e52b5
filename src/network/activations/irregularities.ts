import type { Activation } from './activation.ts'

type Functions = Pick<Activation, 'h' | 'first' | 'second'>

/**
 * - kink: h′ jumps, h does not;
 * - jump: h jumps;
 * - pole: h or h′ grows beyond every number;
 * - hole: h, h′ or h″ has no value at a single point and goes on across it;
 * - gap: h, h′ or h″ has no finite value from `from` to `to`.
 */
export type IrregularityKind = 'kink' | 'jump' | 'pole' | 'hole' | 'gap'

export interface Irregularity {
  readonly kind: IrregularityKind
  /** Where; `from` = `to` but for a gap. */
  readonly from: number
  readonly to: number
}

export interface Irregularities {
  /** From left to right. */
  readonly found: readonly Irregularity[]
  /** How many there are beyond those listed. */
  readonly more: number
}

/** The activations that are looked at: units of a network that is not saturated stay well inside. */
export const scanned = { from: -16, to: 16, step: 1 / 64 } as const

const listed = 64
/** How closely a place is located, relative to max(1, |a|). */
const located = 1e-9

/** Whether h, h′ and h″ are all finite at a. */
export function finiteAt({ h, first, second }: Functions, a: number): boolean {
  return Number.isFinite(h(a)) && Number.isFinite(first(a)) && Number.isFinite(second(a))
}

/** The points of the grid are `at(0)` … `at(count)`. */
const count = Math.round((scanned.to - scanned.from) / scanned.step)
const at = (i: number) => scanned.from + i * scanned.step

/** Whether h, h′ and h″ are finite anywhere on the grid, tried from its middle outwards. */
export function finiteSomewhere(functions: Functions): boolean {
  const middle = Math.floor(count / 2)
  for (let i = 0; i <= middle; i++)
    if (finiteAt(functions, at(middle + i)) || finiteAt(functions, at(middle - i))) return true
  return false
}

/**
 * The kinks, jumps, poles and gaps of an activation on the scanned range, found by its values alone: on a grid, and
 * by bisection between its points. What happens between two points of the grid without a trace at either, such as two
 * poles within a step, is not seen.
 */
export function irregularitiesOf(functions: Functions): Irregularities {
  const found: Irregularity[] = []
  let more = 0
  const add = (kind: IrregularityKind, from: number, to = from) => {
    const last = found.at(-1)
    // A kink on a point of the grid is seen from both sides.
    if (last && Math.abs(last.to - from) <= 4 * located * Math.max(1, Math.abs(from))) return
    if (found.length < listed) found.push({ kind, from, to })
    else more++
  }
  let gapFrom: number | null = null
  for (let i = 0; i <= count; i++) {
    const a = at(i)
    const finite = finiteAt(functions, a)
    if (!finite && gapFrom === null) gapFrom = i === 0 ? a : edge(functions, at(i - 1), a)
    if (finite && gapFrom !== null) {
      const end = edge(functions, a, at(i - 1))
      const single = end - gapFrom <= 4 * located * Math.max(1, Math.abs(a))
      const middle = rounded((end + gapFrom) / 2, located)
      if (single) add(pointKind(functions, middle), middle)
      else add('gap', gapFrom, end)
      gapFrom = null
    } else if (finite && i > 0 && gapFrom === null) {
      const between = breakBetween(functions, at(i - 1), a)
      if (between) add(between.kind, between.at)
    }
  }
  if (gapFrom !== null) add('gap', gapFrom, scanned.to)
  return { found, more }
}

/** What a single point without a finite value is, by what h and h′ do on both sides of it. */
function pointKind({ h, first }: Functions, a: number): IrregularityKind {
  const near = 1e-6 * Math.max(1, Math.abs(a))
  if (Math.max(Math.abs(first(a - near)), Math.abs(first(a + near))) > 1e3) return 'pole'
  const jumps = (f: Activation['h']) =>
    Math.abs(f(a + near) - f(a - near)) > 1e-3 * Math.max(1, Math.abs(f(a - near)))
  return jumps(h) ? 'jump' : jumps(first) ? 'kink' : 'hole'
}

/** Where finite values end between a point that has one and a point that has none, on the side that has none. */
function edge(functions: Functions, finite: number, other: number): number {
  let inside = finite
  let outside = other
  while (Math.abs(outside - inside) > (located / 4) * Math.max(1, Math.abs(outside))) {
    const middle = (inside + outside) / 2
    if (finiteAt(functions, middle)) inside = middle
    else outside = middle
  }
  return rounded(outside, located)
}

interface Break {
  readonly kind: IrregularityKind
  readonly at: number
}

/** A jump of h or h′, or a pole, between two neighbouring points of the grid that have values. */
function breakBetween(functions: Functions, left: number, right: number): Break | null {
  const { h, first, second } = functions
  return (
    pole(functions, left, right) ??
    jump(functions, h, first, left, right, 'jump') ??
    jump(functions, first, second, left, right, 'kink')
  )
}

/**
 * A pole of h′ (and so of h, where it has one). Near a pole of order m the quotient |h′/h″| is the distance over m,
 * so that one of the ends tells of it; halving towards the larger |h′| then finds it, and it keeps growing until
 * the end, which a steep but finite slope does not.
 */
function pole({ first, second }: Functions, left: number, right: number): Break | null {
  const [atLeft, atRight] = [Math.abs(first(left)), Math.abs(first(right))]
  const reach = 3 * (right - left)
  if (atLeft > reach * Math.abs(second(left)) && atRight > reach * Math.abs(second(right))) return null
  let [a, b, fa, fb] = [left, right, atLeft, atRight]
  let before = 0
  const end = located * Math.max(1, Math.abs(left))
  while (b - a > end) {
    const middle = (a + b) / 2
    const value = Math.abs(first(middle))
    if (!Number.isFinite(value)) return { kind: 'pole', at: rounded(middle, b - a) }
    if (b - a > 256 * end) before = Math.max(fa, fb)
    if (fa >= fb) [b, fb] = [middle, value]
    else [a, fa] = [middle, value]
  }
  const last = Math.max(fa, fb)
  return last > 1e3 * Math.max(atLeft, atRight) && last > 4 * before
    ? { kind: 'pole', at: rounded((a + b) / 2, 4 * end) }
    : null
}

/**
 * A jump of f: the change across the step is more than the slope f′ at either end explains, and stays when the
 * interval that holds it is halved again and again.
 */
function jump(
  functions: Functions,
  f: Activation['h'],
  slope: Activation['h'],
  left: number,
  right: number,
  kind: 'jump' | 'kink',
): Break | null {
  const change = Math.abs(f(right) - f(left))
  const size = Math.max(Math.abs(f(left)), Math.abs(f(right)), 1e-3)
  const explained = 3 * (right - left) * Math.max(Math.abs(slope(left)), Math.abs(slope(right)))
  if (change <= explained + 1e-6 * size) return null
  let a = left
  let b = right
  while (b - a > located * Math.max(1, Math.abs(a))) {
    const middle = (a + b) / 2
    if (!finiteAt(functions, middle))
      return { kind: pointKind(functions, middle), at: rounded(middle, b - a) }
    if (Math.abs(f(middle) - f(a)) >= Math.abs(f(b) - f(middle))) b = middle
    else a = middle
  }
  const rest = Math.abs(f(b) - f(a))
  return rest > change / 4 && rest > 1e-6 * size ? { kind, at: rounded((a + b) / 2, b - a) } : null
}

/** The number with the fewest digits within `tolerance` of it: a kink at 0.3 is not told as 0.30000000012. */
function rounded(value: number, tolerance: number): number {
  for (let digits = 0; digits < 12; digits++) {
    const short = Number(value.toFixed(digits))
    if (Math.abs(short - value) <= tolerance) return short === 0 ? 0 : short
  }
  return value
}
