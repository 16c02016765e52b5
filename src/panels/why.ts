import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { frobenius } from '../linalg/norms.ts'
import { beyondTexts } from '../i18n/beyondTexts.ts'
import { formatNumber, formatRelative } from '../i18n/numbers.ts'
import type { Catalogue } from '../i18n/index.ts'
import type { Network } from '../network/network.ts'
import { isRoundOff } from '../state/quality.ts'
import type { Fit, MatrixResult, MethodResult } from '../state/results.ts'

export interface WhyInput {
  readonly id: MethodId
  readonly result: MethodResult
  readonly exact: MethodResult
  readonly network: Network
  readonly parameters: Readonly<Record<string, number>>
  readonly fit: Fit | null
  readonly kinks: boolean
  /** Whether inverses are shown: then the number under a map is the error of the inverse. */
  readonly inverses: boolean
  /** Of the outer product, where it is shown and of the same problem. */
  readonly outer: MatrixResult | null
}

export interface Why {
  readonly title: string
  readonly sentence: string
}

/** 2⁻⁵³, the unit of round-off of float64. */
const unitRoundOff = 2 ** -53

/** What the method drops and how large that is here, in one or two sentences. */
export function whyOf(text: Catalogue, input: WhyInput): Why | null {
  const { why, methods, refusals, code } = text
  const { id, result, exact, network, parameters, fit } = input
  const name = methods[id]
  if (result.refusal)
    return { title: why.titlePlain(name), sentence: refusals[result.refusal.code](result.refusal.values) }
  if (methodNamed(id).target === 'inverse') {
    const errors = result.inverseErrorsRevision === result.revision ? result.inverseErrors : null
    if (!errors) return null
    return {
      title: why.titlePlain(name),
      sentence: why.sequential(relative(errors.relativeOuterProduct), relative(errors.relativeExact)),
    }
  }
  if (exact.refusal)
    return { title: why.titlePlain(name), sentence: refusals[exact.refusal.code](exact.refusal.values) }
  const { errors, hessian } = result
  if (!errors || !hessian || !exact.hessian) return null
  const norm = frobenius(exact.hessian.matrix)
  if (norm === 0) return { title: why.titlePlain(name), sentence: why.zero }
  if (id === 'exact') {
    const negative = result.spectrum?.negativeEigenvalues
    if (negative === undefined || result.spectrumRevision !== result.revision) return null
    return {
      title: why.titleExact,
      sentence: negative > 0 ? why.indefinite(negative, network.W) : why.definite,
    }
  }
  const error = errors.relativeFrobenius ?? 0
  if (input.inverses && result.inverseError !== null)
    return {
      title: why.titleInverse(name, formatRelative(result.inverseError)),
      sentence: why.inverse(formatRelative(error)),
    }
  const dropped = formatNumber(error * norm)
  const share = formatRelative(error)
  const same = isRoundOff(error)
  const title = same ? why.titleSame(name) : why.titleOff(name, share)
  const kinks = input.kinks && !same ? ` ${why.kinks}` : ''
  switch (id) {
    case 'outer-product':
      return {
        title,
        sentence: !same
          ? why.outerProduct(dropped, share, formatNumber(fit?.residual ?? Number.NaN))
          : network.L === 1
            ? why.oneLayer
            : why.nothingDropped,
      }
    case 'diagonal': {
      if (same) return { title, sentence: why.alreadyDiagonal }
      const own = errors.diagonalRelative ?? 0
      return {
        title,
        sentence: isRoundOff(own)
          ? why.diagonalExact(dropped, share)
          : why.diagonalOff(dropped, share, formatRelative(own)),
      }
    }
    case 'energy-differences':
      return {
        title,
        sentence:
          why.energyDifferences(
            formatNumber(parameters.epsilon),
            dropped,
            formatNumber((unitRoundOff * Math.abs(fit?.energy ?? Number.NaN)) / parameters.epsilon ** 2, 2),
          ) + kinks,
      }
    case 'gradient-differences':
      return {
        title,
        sentence:
          why.gradientDifferences(
            formatNumber(parameters.epsilon),
            dropped,
            result.asymmetry === null ? '–' : formatNumber(result.asymmetry, 2),
          ) + kinks,
      }
    case 'r-operator':
      return { title, sentence: why.rOperator(network.W, dropped) }
    case 'sequential-inverse':
      return null
    default:
      return {
        title,
        sentence: beyondTexts[code].why[id]({
          norm: dropped,
          share,
          fromOuter: input.outer && relativeTo(hessian.matrix, input.outer.matrix),
          diagonal: formatRelative(errors.diagonalRelative ?? Number.NaN),
          parameters,
          facts: result.facts,
          W: network.W,
        }),
      }
  }
}

/** ‖A − B‖ / ‖B‖, null for matrices of different sizes. */
function relativeTo(A: Float64Array, B: Float64Array): string | null {
  if (A.length !== B.length) return null
  let squares = 0
  for (let at = 0; at < A.length; at++) squares += (A[at] - B[at]) ** 2
  return formatRelative(Math.sqrt(squares) / frobenius(B))
}

function relative(value: number | null): string {
  return value === null ? '–' : formatRelative(value)
}
