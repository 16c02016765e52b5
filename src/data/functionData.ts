import { createRandom } from '../linalg/random.ts'
import type { Random } from '../linalg/random.ts'
import type { OutputName } from '../network/errors/index.ts'
import { compileExpression } from '../network/expression/index.ts'
import type { Expression, ExpressionRefusal, Variables } from '../network/expression/index.ts'
import { fits, outputsFor, targetsFor } from './targets.ts'
import type { Patterns, TargetShape } from './targets.ts'

/** What a typed function f says about x: the target itself, or class 1 where f > 0 and class 0 elsewhere. */
export const functionKinds = ['regression', 'binary'] as const
export type FunctionKind = (typeof functionKinds)[number]

/** How data are made from a function. */
export interface FunctionSource {
  readonly expression: string
  readonly inputs: 1 | 2
  readonly kind: FunctionKind
  readonly points: number
  /** Standard deviation of what is added to t, or to x where f tells classes apart. */
  readonly noise: number
  readonly seed: number
}

export type ReadFunction =
  | { readonly kind: 'function'; readonly f: Expression }
  | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal }

const variables: Readonly<Record<1 | 2, Variables>> = {
  // prettier-ignore
  1: { names: [['x', 0], ['x1', 0]], tex: ['x'] },
  // prettier-ignore
  2: { names: [['x1', 0], ['x2', 1]], tex: ['x_1', 'x_2'] },
}

/** Inputs are drawn from [−1, 1], as those of every data set. */
const domain = { from: -1, to: 1 } as const
/** Points a side of the grid on which it is looked where f has a value. */
const sides = { 1: 2001, 2: 41 } as const

/** Points of the grid (one or two numbers each) at which f is finite. */
function finitePoints(f: Expression, inputs: 1 | 2): readonly (readonly number[])[] {
  const side = sides[inputs]
  const axis = Array.from(
    { length: side },
    (_, i) => domain.from + ((domain.to - domain.from) * i) / (side - 1),
  )
  const grid = inputs === 1 ? axis.map((x) => [x]) : axis.flatMap((x) => axis.map((y) => [x, y]))
  return grid.filter(([first, second]) => Number.isFinite(f.evaluate(first, second)))
}

/** The function of this text, or why it is refused; one that has no value anywhere on [−1, 1] is refused too. */
export function readFunction({
  expression,
  inputs,
}: Pick<FunctionSource, 'expression' | 'inputs'>): ReadFunction {
  const f = compileExpression(expression, variables[inputs])
  if (f.kind === 'refused') return f
  return finitePoints(f, inputs).length > 0
    ? { kind: 'function', f }
    : { kind: 'refused', refusal: { code: 'nowhere-finite', values: { ...domain } } }
}

/** The targets a function of each kind gives. */
export const functionShapes = {
  regression: { kind: 'regression', classes: 0 },
  binary: { kind: 'binary', classes: 2 },
} as const satisfies Record<FunctionKind, TargetShape>

/**
 * `points` inputs, evenly spaced for one input and uniform for two; those at which f is not finite are moved to
 * where it is, so that there are always as many as were asked for.
 */
function inputsOf(f: Expression, { inputs, points }: FunctionSource, random: Random) {
  const x = new Float64Array(points * inputs)
  let finite: readonly (readonly number[])[] | null = null
  let moved = 0
  for (let n = 0; n < points; n++) {
    const even = points === 1 ? 0 : domain.from + ((domain.to - domain.from) * n) / (points - 1)
    let point: readonly number[] =
      inputs === 1 ? [even] : [random.uniform(domain.from, domain.to), random.uniform(domain.from, domain.to)]
    if (!Number.isFinite(f.evaluate(point[0], point[1]))) {
      finite ??= finitePoints(f, inputs)
      const fraction = inputs === 1 ? (points === 1 ? 0.5 : n / (points - 1)) : random.uniform()
      point = finite[Math.min(finite.length - 1, Math.floor(fraction * finite.length))]
      moved++
    }
    x.set(point, n * inputs)
  }
  return { x, moved }
}

/** The patterns of a function, with how many of its points had to be moved to where it has a value. */
export interface FunctionPatterns extends Patterns {
  readonly moved: number
}

/**
 * The patterns of a typed function with targets for this output. Regression: t = f(x) + noise; two classes: label 1
 * where f(x) > 0 at the point drawn, and noise on x afterwards. The draws do not depend on `noise`, so that a change
 * of it moves the points smoothly. Throws a RangeError where the expression is refused or does not fit the output.
 */
export function functionPatterns(source: FunctionSource, output: OutputName): FunctionPatterns {
  const { inputs, kind, points, noise, seed } = source
  const misfit = fits(functionShapes[kind], output)
  if (misfit) throw new RangeError(`a function as target does not fit ${output} outputs: ${misfit}`)
  const read = readFunction(source)
  if (read.kind === 'refused')
    throw new RangeError(`f = ${source.expression} is refused: ${read.refusal.code}`)
  const { f } = read
  const random = createRandom(seed)
  const { x, moved } = inputsOf(f, source, random)
  const values = Float64Array.from({ length: points }, (_, n) => f.evaluate(x[n * inputs], x[n * inputs + 1]))
  const shape = { N: points, D: inputs, K: outputsFor(functionShapes[kind], output), moved }
  if (kind === 'regression') return { ...shape, x, t: values.map((value) => value + noise * random.normal()) }
  const labels = Uint8Array.from(values, (value) => (value > 0 ? 1 : 0))
  return {
    ...shape,
    x: x.map((value) => value + noise * random.normal()),
    t: targetsFor(functionShapes.binary, labels, output),
  }
}
