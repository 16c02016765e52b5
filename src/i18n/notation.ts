import type { WeightPlace } from '../network/network.ts'
import { subscript, superscript } from './numbers.ts'

/** The book's name of a weight: w₃₁⁽¹⁾ goes to unit 3 from unit 1, w₃₀⁽¹⁾ is a bias; a comma from 10 units on. */
export function weightName({ l, j, i }: WeightPlace): string {
  const comma = j > 9 || i > 9 ? ',' : ''
  return `w${subscript(j)}${comma}${subscript(i)}⁽${superscript(l)}⁾`
}

/** The same as TeX. */
export function weightTex({ l, j, i }: WeightPlace): string {
  return `w_{${j}${j > 9 || i > 9 ? ',' : ''}${i}}^{(${l})}`
}
