import { readFunction } from '../data/index.ts'
import { expressionActivation } from '../network/activations/expressionActivation.ts'
import { scanned } from '../network/activations/irregularities.ts'
import type {
  ActivationReport,
  ExpressionInput,
  ExpressionResult,
  FunctionReport,
  TaskRun,
} from './protocol.ts'

/** Points of a curve that is drawn. */
const drawn = 161
/** Activations that are drawn: where units mostly are. */
const shown = 5

/** What there is to say of a typed function; whoever runs this has waited for `prepareExpressions`. */
export function* describeExpression(input: ExpressionInput): TaskRun<'expression'> {
  yield { fraction: 0, about: null }
  return input.kind === 'activation' ? activationReport(input.text) : functionReport(input)
}

function activationReport(text: string): ExpressionResult {
  const read = expressionActivation(text)
  if (read.kind === 'refused') return read
  const { formulas, irregularities, check, h, first, second } = read.activation
  const a = evenly(-shown, shown)
  return {
    kind: 'activation',
    text,
    formulas,
    irregularities,
    scanned,
    check,
    curves: { a, h: a.map(h), first: a.map(first), second: a.map(second) },
  } satisfies ActivationReport
}

function functionReport({ text, inputs }: Extract<ExpressionInput, { kind: 'function' }>): ExpressionResult {
  const read = readFunction({ expression: text, inputs })
  if (read.kind === 'refused') return read
  return { kind: 'function', text, tex: read.f.tex } satisfies FunctionReport
}

function evenly(from: number, to: number): Float64Array {
  return Float64Array.from({ length: drawn }, (_, i) => from + ((to - from) * i) / (drawn - 1))
}
