import type { ClaimValues } from '../studies/study.ts'
import { formatCount, formatNumber, formatRelative, formatTime } from './numbers.ts'
import type { StudyCatalogue } from './studyCatalogue.ts'
import { laplaceEn } from './uses/laplaceEn.ts'
import { optimisationEn } from './uses/optimisationEn.ts'
import { pruningEn } from './uses/pruningEn.ts'
import { retrainingEn } from './uses/retrainingEn.ts'

const number = (value: number) => formatNumber(value, 2)

/** The end of what is measured. */
const mostEpsilon = 1
/** Errors up to this are none but round-off. */
const roundOff = 1e-8

/** Eigenvalues that are to blame. */
function listed(eigenvalues: readonly number[], kind: string): string {
  return eigenvalues.length > 0 ? ` (${kind} eigenvalues: ${eigenvalues.map(number).join(', ')})` : ''
}

export const studiesEn: StudyCatalogue = {
  studies: {
    'error-against-epsilon': {
      title: 'Error against ε',
      question: 'How small should ε be in finite differences?',
      parameters: { precision: 'Arithmetic', density: 'Points per decade' },
      options: { float64: 'float64', float32: 'float32' },
      plots: { error: 'Relative error against ε' },
      axes: { epsilon: 'ε', error: '‖A − H‖ / ‖H‖' },
      marks: {
        'energy-epsilon': 'ε of the energy differences',
        'gradient-epsilon': 'ε of the gradient differences',
      },
      pictures: {},
      series: {
        'energies-central': 'energies, central',
        'gradients-central': 'gradients, central',
        'energies-forward': 'energies, forward',
        'gradients-forward': 'gradients, forward',
      },
      lines: { truncation: 'truncation', 'round-off': 'round-off', kink: 'a kink is crossed' },
      facts: {
        'truncation-slope': 'Slope of truncation',
        'round-off-slope': 'Slope of round-off',
        'optimum-error': 'Least error',
        'optimum-epsilon': 'Best ε',
      },
      claims: {
        optimum: (v) =>
          `Energy differences are best at ε = ${number(v.energyEpsilon)}, with an error of ${number(v.energyError)}; gradient differences at ε = ${number(v.gradientEpsilon)}, with ${number(v.gradientError)}. ${v.energyEpsilon < mostEpsilon ? 'A larger ε truncates more, a smaller one loses digits' : 'Nothing is truncated that could be seen here: a smaller ε only loses digits'}${seen(v)}.`,
        single: (v) =>
          `With 24 bits instead of 53, energy differences reach no better than ${number(v.energyError)}, at ε = ${number(v.energyEpsilon)}, and gradient differences ${number(v.gradientError)}, at ε = ${number(v.gradientEpsilon)}${seen(v)}.`,
        kink: (v) =>
          `From ε = ${number(v.crossing)} on, a step carries unit ${v.unit} of layer ${v.layer} across its kink, where E has no second derivative: beyond it the quotients miss H however exact the arithmetic. The least error of the energy differences is ${number(v.energyError)}, at ε = ${number(v.energyEpsilon)}${seen(v)}.`,
      },
    },
    'sequential-inverse': {
      title: 'Sequential inverse, point by point',
      question: 'What does each data point do to the inverse?',
      parameters: { order: 'Order of the points', step: 'Points taken in' },
      options: { given: 'as given', reversed: 'reversed', random: 'random' },
      plots: {
        errors: 'Errors on the way',
        damping: 'Errors against λ',
        denominators: 'Denominator 1 + bᵀPb of each point',
      },
      axes: { points: 'points taken in', error: 'relative error', lambda: 'λ', denominator: '1 + bᵀPb' },
      marks: { step: 'Points taken in', damping: 'λ of the sequential inverse' },
      pictures: { inverse: 'Inverse after n points', update: 'Rank-one update by point n' },
      series: {
        'to-outer': 'against the damped outer product',
        'to-exact': 'against the damped exact Hessian',
        denominator: 'denominator',
      },
      lines: {},
      facts: {
        'to-outer': 'Error in the end, against the damped outer product',
        'to-exact': 'Error in the end, against the damped exact Hessian',
        'free-directions': 'Trace of (α + λ) P for small λ',
      },
      claims: {
        equal: (v) =>
          `After ${plural(v.N, 'point')} P is the inverse of the damped outer product, off by ${number(v.toOuter)}, which is round-off; ${v.toExact > roundOff ? `against the damped exact Hessian it stays off by ${number(v.toExact)}, the error of the outer product itself` : 'here the outer product is the exact Hessian, and P its inverse too'}. At λ = ${number(v.smallest)} round-off comes to ${number(v.roundOff)}.`,
        projector: (v) =>
          `${plural(v.N, 'point')} cannot fill ${v.W} directions: ${v.free} stay free. As λ falls, λP becomes a projector on them, its trace ${formatNumber(v.trace, 4)}, and the entries of P grow like 1/λ. Off by ${number(v.toOuter)} at λ = ${number(v.lambda)}, P is the inverse of the damped outer product all the same.`,
      },
    },
    cost: {
      title: 'Cost',
      question: 'What does the Hessian cost, and how does that grow?',
      parameters: {
        against: 'Against',
        from: 'From',
        to: 'To',
        sizes: 'Sizes',
        at: 'Told for size',
      },
      options: { weights: 'W', patterns: 'N' },
      plots: { counted: 'Operations counted', measured: 'Times measured here' },
      axes: { size: 'weights W, or data points N', operations: 'operations', milliseconds: 'milliseconds' },
      marks: { 'present-weights': 'W of the present network' },
      pictures: {},
      series: {},
      lines: { extrapolated: 'extrapolated' },
      facts: {
        'counted-exponent': 'Exponent counted',
        'measured-exponent': 'Exponent measured',
        'time-there': 'Time at the size told (ms)',
      },
      claims: {
        extrapolated: (v, methods) =>
          costs(v, methods, `At W = ${formatCount(v.at)}, extrapolated from W ≤ ${formatCount(v.to)},`),
        fitted: (v, methods) => costs(v, methods, `At W = ${formatCount(v.at)}`),
        patterns: (v, methods) =>
          `${costs(v, methods, `With N = ${formatCount(v.at)} data points`)} Every method is a sum over the data points.`,
      },
    },
    spectrum: {
      title: 'Spectrum',
      question: 'Which curvatures does each approximation keep?',
      parameters: { axis: 'Axis of λ', eigenvector: 'Eigenvector', reach: 'Distance shown' },
      options: { linear: 'linear', symlog: 'symlog' },
      plots: {
        sorted: 'Eigenvalues, sorted',
        along: 'E along the eigenvector',
        density: 'Density of the eigenvalues',
      },
      axes: { index: 'number', eigenvalue: 'λ', distance: 's', energy: 'E(w + s v)', density: 'density' },
      marks: { eigenvector: 'Eigenvector chosen' },
      pictures: { eigenvector: 'Eigenvector on the weights', plane: 'Plane of it and its neighbour' },
      series: { energy: 'E(w + s v)', parabola: 'its parabola' },
      lines: {},
      facts: { negative: 'Negative eigenvalues', smallest: 'Smallest', largest: 'Largest' },
      claims: {
        definite: (v) =>
          `The exact Hessian has no negative eigenvalue among ${v.W}; they go from ${number(v.smallest)} to ${number(v.largest)}. Along eigenvector ${v.chosen} the curvature is ${number(v.lambda)} and the slope ${number(v.slope)}.`,
        indefinite: (v) =>
          `The exact Hessian has ${v.negative} negative ${v.negative === 1 ? 'eigenvalue' : 'eigenvalues'} among ${v.W}, the smallest ${number(v.smallest)}; the largest is ${number(v.largest)}. The outer product can have none. Along eigenvector ${v.chosen} the curvature is ${number(v.lambda)}.`,
        falls: (v) =>
          `The exact Hessian has ${v.negative} negative ${v.negative === 1 ? 'eigenvalue' : 'eigenvalues'} among ${v.W}. Along eigenvector ${v.chosen} E bends downwards, λ = ${number(v.lambda)}, with a slope of ${number(v.slope)}: Newton’s step would climb there, and the outer product, which has no negative eigenvalue, cannot see it.`,
      },
    },
    iteration: {
      title: 'With products alone',
      question: 'How much of H do a few products H·v tell?',
      parameters: { products: 'Products', probes: 'Probes at most', seed: 'Seed' },
      options: {},
      plots: {
        convergence: 'Error of the largest |λ|',
        ritz: 'Ritz values',
        probes: 'Error of trace and diagonal',
      },
      axes: {
        products: 'products H·v',
        error: 'relative error',
        step: 'Lanczos step',
        ritz: 'Ritz value',
        probes: 'products H·v',
      },
      marks: { products: 'Products' },
      pictures: {},
      series: {
        power: 'power iteration',
        lanczos: 'Lanczos',
        ritz: 'Ritz values',
        'hutchinson-trace': 'trace, Hutchinson',
        'hutchinson-diagonal': 'diagonal, Hutchinson',
        'hutch-plus-plus': 'trace, Hutch++',
      },
      lines: { largest: 'largest λ', smallest: 'smallest λ', expected: 'expected' },
      facts: { 'products-needed': 'Products until 10⁻⁶', 'probe-slope': 'Slope against the probes' },
      claims: {
        converges: (v) => `${iterated(v)} ${probed(v)}`,
        exhausted: (v) =>
          `${iterated(v)} ${probed(v)} With so many products W = ${v.W} unit vectors would have given all of H.`,
      },
    },
    'error-while-training': {
      title: 'Error while training',
      question: 'Do the approximations become better as the residuals fall?',
      parameters: { ahead: 'Steps ahead', noise: 'More noise' },
      options: {},
      plots: {
        errors: 'Relative errors along training',
        residual: 'Size of the residuals',
        smallest: 'Smallest eigenvalue of H',
      },
      axes: { step: 'step', error: 'relative error', residual: 'rms of y − t', smallest: 'λ min' },
      marks: { step: 'Step shown' },
      pictures: {},
      series: { residual: 'residuals', smallest: 'smallest eigenvalue' },
      lines: {},
      facts: { 'first-error': 'Error at the first step', 'last-error': 'Error at the last' },
      claims: {
        falls: (v, methods) =>
          `From step ${v.from} to step ${v.to} the error of “${methods.method}” falls from ${formatRelative(v.before)} to ${formatRelative(v.after)}, while the residuals go from ${number(v.residualBefore)} to ${number(v.residualAfter)}; the smallest eigenvalue of H is ${number(v.smallest)} in the end.`,
        stays: (v, methods) =>
          `From step ${v.from} to step ${v.to} the error of “${methods.method}” does not fall: it goes from ${formatRelative(v.before)} to ${formatRelative(v.after)}, with residuals from ${number(v.residualBefore)} to ${number(v.residualAfter)}. The smallest eigenvalue of H is ${number(v.smallest)} in the end.`,
      },
    },
    'r-wave': {
      title: 'The R-wave',
      question: 'How does one forward and backward wave give H·v?',
      parameters: { vector: 'v', index: 'Number', point: 'Data point', columns: 'Columns' },
      options: {
        unit: 'unit vector',
        gradient: 'gradient',
        random: 'random vector',
        eigenvector: 'eigenvector',
      },
      plots: { columns: 'What is missing of H' },
      axes: { columns: 'columns', missing: 'relative difference' },
      marks: { columns: 'Columns computed' },
      pictures: {
        forward: 'Forward: z and R{z}; v on the weights',
        backward: 'Backward: δ and R{δ}; H·v on the weights',
        built: 'H from its columns',
      },
      series: { missing: 'missing' },
      lines: {},
      facts: { error: 'H·v against the matrix', norm: '‖H·v‖', curvature: 'vᵀHv / vᵀv' },
      claims: {
        products: (v) =>
          `One product H·v costs ${number(v.operations)} operations and agrees with the matrix to ${number(v.error)}. ${plural(v.W, 'product')} with unit vectors make H itself, off by ${number(v.built)}, for ${number(v.all)} operations; the exact blocks take ${number(v.exact)}.`,
      },
    },
    harm: {
      title: 'Same matrix, different harm',
      question: 'Does a better matrix make a better step, pruning or error bar?',
      parameters: {},
      options: {},
      plots: { harm: 'Harm against the error of the matrix', damping: 'Error of the step against λ' },
      axes: {
        matrix: 'error of the matrix',
        harm: 'relative error',
        lambda: 'λ',
        step: 'error of the step',
      },
      marks: { damping: 'λ of the damped inverses' },
      pictures: {},
      series: { inverse: 'damped inverse', step: 'proposed step', bar: 'error bars' },
      lines: {},
      facts: {
        matrix: 'Error of the matrix',
        inverse: 'of its inverse',
        step: 'of its step',
        energy: 'Change of E by the step',
        pruned: 'Prunes weight',
        bar: 'Error bar',
      },
      claims: {
        agree: (v, methods) =>
          `Of ${v.methods} approximations “${methods.byMatrix}” has both the smallest error of the matrix, ${formatRelative(v.matrix)}, and of the step it proposes at λ = ${number(v.lambda)}, ${formatRelative(v.step)}.`,
        differ: (v, methods) =>
          `The ranks differ: “${methods.byMatrix}” is nearest to H (${formatRelative(v.matrix)}) but its step at λ = ${number(v.lambda)} is off by ${formatRelative(v.itsStep)}; “${methods.byStep}”, off by ${formatRelative(v.itsMatrix)} itself, proposes the better step, off by ${formatRelative(v.step)}.`,
        exact: (v) =>
          `At λ = ${number(v.lambda)} every method shown equals H but for round-off, and harms nothing; the step changes E by ${number(v.decrease)}.`,
      },
    },
    structure: {
      title: 'Structure',
      question: 'Where in H is its weight, and which changes of w only move it?',
      parameters: { order: 'Rows by' },
      options: { layer: 'layer', unit: 'hidden unit', size: 'size' },
      plots: { share: 'Share of ‖H‖² in the largest entries' },
      axes: { entries: 'largest entries', share: 'share of ‖H‖²' },
      marks: {},
      pictures: { ordered: 'H, rows in this order', blocks: 'Root mean square of each block' },
      series: { share: 'share', swap: 'two units change places', flip: 'a unit changes its sign' },
      lines: {},
      facts: {
        'within-layers': 'Share within layers',
        'within-units': 'Share within hidden units',
        entries: 'Entries with 90 % of ‖H‖²',
        energy: 'Change of E',
        hessian: 'Change of H but for its order and signs',
      },
      claims: {
        structure: (v) =>
          `${held(v)} Where two units change places, H is the same up to the order of its rows: off by ${number(v.swap)}.`,
        plain: (v) => held(v),
      },
    },
    optimisation: optimisationEn,
    retraining: retrainingEn,
    pruning: pruningEn,
    laplace: laplaceEn,
  },
  chooseUse: 'Use',
  choose: 'Study',
  show: 'Shown',
  all: 'All',
  parameters: 'Settings of the study',
  findings: 'Findings',
  expected: (value) => `(expected ${value})`,
  play: 'Play',
  pause: 'Pause',
  back: 'Back',
  forward: 'Step',
  cancel: 'Cancel',
  restart: 'Start again',
  running: (percent) => `${percent} %`,
  cancelled: 'Cancelled: what was found until then is shown.',
  failed: (reason) => `The study failed: ${reason}`,
  examples: {
    saddle: 'Saddle at w = 0',
    valley: 'Narrow valley',
    'to-the-saddle': 'Newton to a saddle',
    overshoot: 'Newton beyond the minimum',
    outlier: 'An outlier',
    'too-far': 'A step too far',
    'line-outlier': 'A line with an outlier',
    mislabelled: 'A wrong label',
    twins: 'Twin inputs',
    gap: 'A gap in the data',
    extrapolation: 'Beyond the data',
    'two-classes': 'Two classes, far away',
    'hidden-units': 'How many hidden units?',
  },
  example: 'Show it on',
  chooseExample: 'Choose …',
  failures: {
    'not-finite': () => 'numbers overflow: there is NaN or ∞ in what is computed.',
    singular: (_, eigenvalues) =>
      `the matrix has no inverse to working precision${listed(eigenvalues, 'vanishing')}. More damping gives it one.`,
    indefinite: (_, eigenvalues) =>
      `the matrix is not positive definite${listed(eigenvalues, 'negative')}: what is asked of it has no meaning there.`,
    diverging: (v) =>
      Number.isFinite(v.energy)
        ? `E left all bounds, at ${number(v.energy)}.`
        : 'the numbers left all bounds.',
    'no-descent': () => 'no step lowers E, however large the damping.',
    'no-data': (v) => `too few data points: ${formatCount(v.patterns)}.`,
    'no-prior': (v) => `α and β must be positive; they are ${number(v.alpha)} and ${number(v.beta)}.`,
    'at-rest': (v) =>
      `∇E = 0 at the start${v.negativeEigenvalues > 0 ? ', although E falls away from it in other directions' : ''}: no step leads away.`,
    'no-weights': () => 'no weight is left to remove.',
    refused: () => 'the method does not take this network.',
  },
  giveBack: (name) => `Take back ${name}`,
  noResult: 'Without a result',
  chooseByClick: 'Click a point to remove it, or to take it back.',
  chooseAndMove:
    'Click a point to remove it, or to take it back; drag it to move it; double-click to add one.',
  chooseKeys: 'Arrow keys go from point to point, Space removes or takes back.',
  moveKeys:
    'Arrow keys go from point to point, Space removes or takes back, arrows with Shift move it, Insert adds one.',
  restore: 'Undo all',
  added: (place) => `Point added at ${place}`,
  pattern: (n) => `Point ${n}`,
  more: (rows) => `${formatCount(rows)} rows more are not shown.`,
  waiting: 'The first points are on their way …',
  table: (plot) => `Table: ${plot}`,
  plot: (title, plot) => `${title}: ${plot}`,
}

/** How power iteration and Lanczos went. */
function iterated(v: ClaimValues): string {
  return `After ${v.power} products power iteration is off the largest eigenvalue, ${number(v.largest)}, by ${number(v.powerReached)}, and Lanczos after ${v.lanczos} by ${number(v.lanczosReached)}: the next |λ| is ${number(v.gap)} times as large.`
}

function probed(v: ClaimValues): string {
  return `${formatCount(v.probes)} random probes give the trace, ${number(v.trace)}, to ${number(v.traceError)} and the diagonal to ${number(v.diagonalError)}; four times as many halve the errors.`
}

/** Where the weight of H is. */
function held(v: ClaimValues): string {
  return `${formatRelative(v.layers)} of ‖H‖² lies within layers and ${formatRelative(v.units)} within hidden units; ${formatCount(v.entries)} of ${formatCount(v.all)} entries hold 90 %.`
}

function plural(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`
}

/** The dearest and the cheapest method at a size. */
function costs(v: ClaimValues, methods: Readonly<Record<string, string>>, where: string): string {
  const time = (milliseconds: number) =>
    Number.isFinite(milliseconds) ? ` (${formatTime(milliseconds)})` : ''
  return `${where} “${methods.cheapest}” costs ${number(v.cheapest)} operations${time(v.cheapestTime)} and “${methods.dearest}” ${number(v.dearest)}${time(v.dearestTime)}; they grow with exponents ${number(v.cheapestExponent)} and ${number(v.dearestExponent)}.`
}

/** Of which entries, where they are not all. */
function seen({ entries, all }: Readonly<Record<string, number>>): string {
  return entries < all ? ` (${formatCount(entries)} of ${formatCount(all)} entries compared)` : ''
}
