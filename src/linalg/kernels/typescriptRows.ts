import type { Kernels } from './kernels.ts'

/*
 * The kernels of plain TypeScript for rows of large matrices. What each does is said at `Kernels`.
 */

/** Four rows at a time, because loading and storing `out` is the cost otherwise. */
export const subtractRows: Kernels['subtractRows'] = (
  out,
  at,
  rows,
  row,
  stride,
  factors,
  factor,
  factorStride,
  groups,
  length,
  advance,
  extend,
) => {
  for (let g = 0, f = factor, first = row; g < groups; g++) {
    const f0 = factors[f]
    const f1 = factors[f + factorStride]
    const f2 = factors[f + 2 * factorStride]
    const f3 = factors[f + 3 * factorStride]
    const start = at + 4 * g * advance
    let r0 = first
    let r1 = r0 + stride
    let r2 = r1 + stride
    let r3 = r2 + stride
    for (let to = start, end = start + length + 4 * g * extend; to < end; to++) {
      out[to] -= f0 * rows[r0++] + f1 * rows[r1++] + (f2 * rows[r2++] + f3 * rows[r3++])
    }
    f += 4 * factorStride
    first += 4 * (stride + advance)
  }
}

export const updateAndMultiply: Kernels['updateAndMultiply'] = (P, size, q, scale, u, p) => {
  for (let i = 0; i < size; i++) p[i] = 0
  for (let i = 0; i < size; i++) {
    const row = i * size
    const qi = scale * q[i]
    const ui = u[i]
    const diagonal = P[row + i] - qi * q[i]
    P[row + i] = diagonal
    let sum = p[i] + diagonal * ui
    for (let j = i + 1; j < size; j++) {
      const entry = P[row + j] - qi * q[j]
      P[row + j] = entry
      sum += entry * u[j]
      p[j] += entry * ui
    }
    p[i] = sum
  }
}

export const reduceAndMultiply: Kernels['reduceAndMultiply'] = (A, stride, size, u, q, v, p) => {
  for (let k = 0; k < size; k++) {
    const row = k * stride
    const uk = u[k]
    const qk = q[k]
    const vk = v[k]
    let sum = 0
    for (let j = 0; j < k; j++) {
      const a = A[row + j] - (uk * q[j] + qk * u[j])
      A[row + j] = a
      sum += a * v[j]
      p[j] += a * vk
    }
    const a = A[row + k] - 2 * uk * qk
    A[row + k] = a
    p[k] = sum + a * vk
  }
}

export const reflectRows: Kernels['reflectRows'] = (M, stride, rows, length, v, scale) => {
  for (let r = 0, row = 0; r < rows; r++, row += stride) {
    let dot = 0
    for (let c = 0; c < length; c++) dot += v[c] * M[row + c]
    const f = scale * dot
    for (let c = 0; c < length; c++) M[row + c] -= f * v[c]
  }
}

export const rotateRows: Kernels['rotateRows'] = (M, stride, width, from, to, cosines, sines) => {
  for (let i = to - 1; i >= from; i--) {
    const c = cosines[i]
    const s = sines[i]
    for (let at = i * stride, end = at + width; at < end; at++) {
      const h = M[at + stride]
      const m = M[at]
      M[at + stride] = s * m + c * h
      M[at] = c * m - s * h
    }
  }
}
