/** Arithmetic that is counted by the rules of spec §12: an operation 1, a multiply–add 2. */
export class Arithmetic {
  /** Operations so far. */
  count = 0

  protected add(a: number, b: number): number {
    this.count++
    return a + b
  }

  protected subtract(a: number, b: number): number {
    this.count++
    return a - b
  }

  protected multiply(a: number, b: number): number {
    this.count++
    return a * b
  }

  protected divide(a: number, b: number): number {
    this.count++
    return a / b
  }

  protected multiplyAdd(sum: number, a: number, b: number): number {
    this.count += 2
    return sum + a * b
  }

  protected times(A: readonly number[][], B: readonly number[][]): number[][] {
    return A.map((row) =>
      B[0].map((_, c) => row.reduce((sum, value, k) => this.multiplyAdd(sum, value, B[k][c]), 0)),
    )
  }
}

/** 0 … size − 1. */
export function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i)
}

export function zeros(size: number): number[] {
  return range(size).fill(0)
}
