import type { ObservationTexts } from './catalogue.ts'
import { formatCount, formatNumber, formatRelative } from './numbers.ts'

const number = (value: number) => formatNumber(value)
const share = (value: number) => formatRelative(value)
const count = (n: number, one: string, many = `${one}s`) => `${formatCount(n)} ${n === 1 ? one : many}`

interface Place {
  readonly layer: number
  readonly unit: number
}

const unitOf = ({ layer, unit }: Place) => `unit ${unit} of hidden layer ${layer}`

/** How far residuals reach: small or large is meant against what a constant would leave. */
const residuals = ({ residual, spread }: { readonly residual: number; readonly spread: number }) =>
  `${number(residual)} in root mean square, where the targets are spread by ${number(spread)} about their mean`

const stillness = (gradientNorm: number, gradientShare: number) =>
  `‖∇E‖ = ${number(gradientNorm)}, ${share(gradientShare)} of what the gradients of the data points would add up to if none cancelled`

interface Kink extends Place {
  readonly epsilon: number
  readonly distance: number
  readonly step: number
  readonly pattern: number
}

const kink = (differences: string, { epsilon, distance, step, pattern, ...place }: Kink) =>
  `At data point ${pattern} the activation of ${unitOf(place)} is ${number(distance)} from a kink of h, and a step of the ${differences} differences with ε = ${number(epsilon)} moves it by ${number(step)}, across the kink. There E has no second derivative, and what the quotient gives is not the Hessian.`

interface Differences {
  readonly epsilon: number
  readonly relative: number
  readonly error: number
  readonly row: number
  readonly column: number
}

const roundOff = (
  differences: string,
  law: string,
  { epsilon, relative, error, row, column, roundOff: size }: Differences & { readonly roundOff: number },
) =>
  `ε = ${number(epsilon)} is so small that the error of the ${differences} differences, ${share(relative)}, is round-off: it is largest at row ${row}, column ${column}, where it is ${number(error)}, and ${law} = ${number(size)}. A larger ε would make it smaller.`

const truncation = (
  differences: string,
  {
    epsilon,
    relative,
    error,
    row,
    column,
    truncation: term,
    predicted,
  }: Differences & { readonly truncation: number; readonly predicted: number },
) =>
  `ε = ${number(epsilon)} is so large that the error of the ${differences} differences, ${share(relative)}, is truncation, proportional to ε²: at row ${row}, column ${column}, where it is largest, it is ${number(error)}, and its leading term ${number(term)}. Down to ε ≈ ${number(predicted)}, where round-off is as large, a smaller ε would make it smaller.`

const balanced = (
  differences: string,
  { epsilon, relative, error, row, column, predicted }: Differences & { readonly predicted: number },
) =>
  `ε = ${number(epsilon)} is well chosen for the ${differences} differences: truncation and round-off balance near ε = ${number(predicted)} at row ${row}, column ${column}, where the error is largest, ${number(error)}. In all they are off by ${share(relative)}.`

export const observationsEn: ObservationTexts = {
  'zero-hessian': ({ W }) =>
    `H is zero: to second order E does not change in any direction of the weights (W = ${W}), and relative errors are not defined.`,
  'one-layer': ({ error }) =>
    `With one layer of weights the output activations are linear in w and nothing is dropped: the outer product is the exact Hessian at every w. They differ by ${share(error)}, no more than round-off.`,
  'zero-residuals': ({ delta, error }) =>
    `The network passes through every target: max |y − t| = ${number(delta)}. What the outer product drops is multiplied by the residuals, and so it is the exact Hessian, off by ${share(error)}.`,
  'large-residuals': ({ error, ...values }) =>
    `The residuals are large: ${residuals(values)}. The outer product, which drops what is multiplied by them, is off by ${share(error)}.`,
  'small-residuals': ({ error, ...values }) =>
    `The residuals are small: ${residuals(values)}. The outer product, which drops what is multiplied by them, is off by no more than ${share(error)}.`,
  'poor-despite-small-residuals': ({ error, ...values }) =>
    `The residuals are small, ${residuals(values)}, and the outer product is off by ${share(error)} all the same: what they multiply is large, or they do not cancel in the sum.`,
  'good-despite-large-residuals': ({ error, ...values }) =>
    `The residuals are large, ${residuals(values)}, and the outer product is off by no more than ${share(error)} all the same: what they multiply is small beside H, or cancels in the sum.`,
  'deep-linear': ({ error, L }) =>
    `All units are linear, and so the output is a linear function of the input. Yet it is made of products of weights of ${L} layers, so that E is not quadratic in w, and H differs from the outer product by ${share(error)}.`,
  'straight-units': ({ error, dropped }) =>
    `h″ = 0 at every unit and data point, and still the outer product is off by ${share(error)}: the terms with δ between weights of different layers are missing, ${number(dropped)} in norm. Their matrix has no trace, and so it has eigenvalues of both signs.`,
  saddle: ({ gradientNorm, gradientShare, negative, smallest }) =>
    `Near a saddle point: ${stillness(gradientNorm, gradientShare)}, and H has ${count(negative, 'negative eigenvalue')}, the smallest ${number(smallest)}.`,
  minimum: ({ gradientNorm, gradientShare, smallest }) =>
    `Near a minimum: ${stillness(gradientNorm, gradientShare)}, and all eigenvalues of H are positive, the smallest ${number(smallest)}.`,
  indefinite: ({ negative, W, smallest, largest }) =>
    `H is indefinite: ${negative} of its ${W} eigenvalues ${negative === 1 ? 'is' : 'are'} negative, the smallest ${number(smallest)}, the largest ${number(largest)}. No outer product shows that, being positive semidefinite.`,
  'narrow-valley': ({ condition, smallest, largest }) =>
    `H is positive definite, but the valley is narrow: λ_max/λ_min = ${number(condition)}, from ${number(smallest)} to ${number(largest)}. Gradient descent needs about as many steps.`,
  'flat-directions': ({ count: flat, threshold, W }) =>
    `E is flat to second order in ${count(flat, 'direction')} of ${W}: as many eigenvalues of H have |λ| ≤ ${number(threshold)}, where the sign is nothing but round-off.`,
  'softmax-directions': ({ directions, W, K, alpha }) =>
    `One vector added to the weights of all ${K} softmax outputs changes nothing, at any w: without weight decay H is singular in at least ${count(directions, 'direction')} of ${W}${alpha > 0 ? `, and with it the curvature there is α = ${number(alpha)}` : ''}.`,
  'few-patterns': ({ rank, missing, N, K, W }) =>
    `There are fewer numbers to fit than weights: with ${count(N, 'data point')} and ${count(K, 'output')} the outer product has rank ${rank} at most, and without weight decay at least ${missing} of its ${W} eigenvalues ${missing === 1 ? 'is' : 'are'} 0.`,
  'one-pattern': ({ rank, W }) =>
    `There is a single data point: without weight decay the outer product has rank ${rank} at most, with W = ${W}.`,
  'dead-unit': ({ count: dead, layer, unit, weights }) =>
    `The ${unitOf({ layer, unit })} has h′ = h″ = 0 at every data point: but for the weight decay the ${count(weights, 'row')} of H that belong${weights === 1 ? 's' : ''} to the weights leading to it ${weights === 1 ? 'is' : 'are'} 0.${dead > 1 ? ` There are ${dead} such units.` : ''}`,
  'saturated-unit': ({ count: flat, layer, unit, slope, rows }) =>
    `The ${unitOf({ layer, unit })} is saturated, |h′| ≤ ${number(slope)} at every data point, and the rows of H that belong to the weights leading to it nearly vanish: without weight decay they are ${share(rows)} of the largest row at most.${flat > 1 ? ` There are ${flat} such units.` : ''}`,
  'duplicate-units': ({ count: repeated, layer, unit, other }) =>
    `Units ${unit} and ${other} of hidden layer ${layer} have the same weights and do the same: only the sum of the weights leading from them counts, and without weight decay the outer product has a null direction.${repeated > 1 ? ` In all ${repeated} units repeat an earlier one.` : ''}`,
  'certain-outputs': ({ curvature }) =>
    `The outputs are sure of themselves at every data point: y(1 − y) is ${number(curvature)} at most, where it can be 0.25. The outer product has it as a factor and is that small.`,
  'decay-dominates': ({ alpha, data, share: part }) =>
    `Most of H is weight decay: for α = ${number(alpha)} the norm of αI is ${share(part)} of that of H, and what the data add is ${share(data)}.`,
  'diagonal-exact': ({ own, error }) =>
    `For this network the diagonal approximation drops nothing in its recursion: its diagonal is that of H, off by ${share(own)}, no more than round-off. All of its error, ${share(error)}, is the off-diagonal of H.`,
  'diagonal-off': ({ own, error }) =>
    `The diagonal approximation drops terms in its recursion, and so its diagonal is off by ${share(own)}. With the off-diagonal of H, which it neglects, it is off by ${share(error)}.`,
  'negative-diagonal': ({ negative, W, smallest }) =>
    `The diagonal approximation has ${count(negative, 'negative entry', 'negative entries')} among ${W}, the smallest ${number(smallest)}: no step can be scaled by ${negative === 1 ? 'it' : 'them'}.`,
  'diagonal-dominates': ({ share: part }) =>
    `H is nearly diagonal: its diagonal holds ${share(part)} of ‖H‖².`,
  'diagonal-negligible': ({ share: part, W }) =>
    `H is far from diagonal: ${count(W, 'diagonal entry', 'diagonal entries')} among ${formatCount(W * W)} hold ${share(part)} of ‖H‖².`,
  'kink-in-energy-step': (values) => kink('energy', values),
  'kink-in-gradient-step': (values) => kink('gradient', values),
  'energies-round-off': (values) => roundOff('energy', 'u E/ε²', values),
  'energies-truncation': (values) => truncation('energy', values),
  'energies-balanced': (values) => balanced('energy', values),
  'gradients-round-off': (values) => roundOff('gradient', 'u Σₙ ‖∇Eₙ‖/ε', values),
  'gradients-truncation': (values) => truncation('gradient', values),
  'gradients-balanced': (values) => balanced('gradient', values),
  'asymmetry-estimates': ({ asymmetry, error, ratio }) =>
    `The asymmetry of the gradient differences before symmetrising, ${share(asymmetry)}, tells how far they are off without any knowledge of H: it is ${number(ratio)} times their error, ${share(error)}.`,
  'inverse-of-outer-product': ({ relative, relativeExact, alpha0 }) =>
    `The sequential inverse is the inverse of the damped outer product (α + λ = ${number(alpha0)}), off by ${share(relative)}, which is round-off. Against the inverse of the damped exact Hessian it is off by ${share(relativeExact)}: the outer product's own error.`,
  projector: ({ alpha0, free, W, excess }) =>
    `α + λ = ${number(alpha0)} is so small that the sequential inverse P says nothing of the data: (α + λ) P is a projector on the ${count(free, 'direction')} of ${W} that the data points leave free, its trace off by ${number(Math.abs(excess))}. P grows like 1/(α + λ).`,
  'indefinite-inverse': ({ smallest, damping, negative, needed }) =>
    `H + λI is indefinite for λ = ${number(damping)}: ${count(negative, 'eigenvalue')} of H ${negative === 1 ? 'is' : 'are'} below −λ, the smallest ${number(smallest)}. An error against (H + λI)⁻¹ means little; any λ above ${number(needed)} would do.`,
  'nearly-singular-inverse': ({ closest, largest, damping }) =>
    `H + λI is nearly singular for λ = ${number(damping)}: in size its eigenvalues go from ${number(closest)} to ${number(largest)}. Its inverse is mostly one direction, and an error against it means little.`,
  'products-exact': ({ error, W }) =>
    `${count(W, 'product')} of the R-operator with ${W === 1 ? 'a unit vector makes' : 'unit vectors make'} the exact Hessian: off by ${share(error)}, no more than round-off.`,
  slope: ({ gradientNorm, gradientShare, step }) =>
    `After ${count(step, 'step')} the weights are on a slope, not at a stationary point: ${stillness(gradientNorm, gradientShare)}. What assumes ∇E = 0 does not hold here.`,
}
