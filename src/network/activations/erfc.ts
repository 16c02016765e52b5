/*
 * The rational approximations are those of fdlibm, s_erf.c 5.1:
 *
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
 * is preserved.
 */

/** Numerator and denominator in ascending powers, for one interval of |x|. */
interface Rational {
  readonly p: readonly number[]
  readonly q: readonly number[]
}

/** (erf x − x)/x in x², |x| < 0.84375. */
const small: Rational = {
  p: [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -2.3763016656650163e-5,
  ],
  q: [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -3.960228278775368e-6,
  ],
}

/** erf x − `joint` in |x| − 1, 0.84375 ≤ |x| < 1.25. */
const middle: Rational = {
  p: [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  q: [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
}

/** ln(x e^{x²} erfc x) + 0.5625 in 1/x², 1.25 ≤ x < 1/0.35. */
const large: Rational = {
  p: [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  q: [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
}

/** The same, 1/0.35 ≤ x < 28. */
const tail: Rational = {
  p: [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  q: [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
}

/** erf 1 to 24 bits. */
const joint = 0.8450629115104675

/** erf x beyond which erfc x is below the smallest number. */
const end = 28

function ratio({ p, q }: Rational, x: number): number {
  let numerator = 0
  for (let i = p.length - 1; i >= 0; i--) numerator = numerator * x + p[i]
  let denominator = 0
  for (let i = q.length - 1; i >= 0; i--) denominator = denominator * x + q[i]
  return numerator / denominator
}

/** erfc x for x ≥ 1.25. */
function upperTail(x: number): number {
  if (x >= end) return 0
  // e^{−x²} from a factor r with 24 bits, whose square is exact: rounding x² would cost digits once x² is large.
  const r = Math.fround(x)
  const correction = ratio(x < 1 / 0.35 ? large : tail, 1 / (x * x))
  return (Math.exp(-r * r - 0.5625) * Math.exp((r - x) * (r + x) + correction)) / x
}

/** erfc(x) = 2/√π ∫_x^∞ e^{−t²} dt, to the last digit or two of float64 in its tail too. */
export function erfc(x: number): number {
  const size = Math.abs(x)
  if (size < 0.84375 || size !== size) {
    const excess = x * ratio(small, x * x)
    return x < 0.25 ? 1 - (x + excess) : 0.5 - (x - 0.5 + excess)
  }
  if (size < 1.25) {
    const excess = ratio(middle, size - 1)
    return x > 0 ? 1 - joint - excess : 1 + joint + excess
  }
  return x > 0 ? upperTail(x) : 2 - upperTail(size)
}
