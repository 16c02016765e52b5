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
    1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2,
    -5.77027029648944159157e-3, -2.37630166566501626084e-5,
  ],
  q: [
    1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3,
    1.32494738004321644526e-4, -3.9602282787753681232e-6,
  ],
}

/** erf x − `joint` in |x| − 1, 0.84375 ≤ |x| < 1.25. */
const middle: Rational = {
  p: [
    -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1,
    3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2,
    -2.166375594868790843e-3,
  ],
  q: [
    1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2,
    1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.1984499846799107417e-2,
  ],
}

/** ln(x e^{x²} erfc x) + 0.5625 in 1/x², 1.25 ≤ x < 1/0.35. */
const large: Rational = {
  p: [
    -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1,
    -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2,
    -8.12874355063065934246e1, -9.81432934416914548592,
  ],
  q: [
    1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
    4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
  ],
}

/** The same, 1/0.35 ≤ x < 28. */
const tail: Rational = {
  p: [
    -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1,
    -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3,
    -4.83519191608651397019e2,
  ],
  q: [
    1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
    2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
  ],
}

/** erf 1 to 24 bits. */
const joint = 8.45062911510467529297e-1

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

/** erf(x) = 2/√π ∫_0^x e^{−t²} dt, to the last digit or two of float64. */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (!(size >= 0.84375)) return x + x * ratio(small, x * x)
  const value = size < 1.25 ? joint + ratio(middle, size - 1) : 1 - upperTail(size)
  return x < 0 ? -value : value
}

/** erfc(x) = 1 − erf(x), with all digits of its right tail too. */
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
