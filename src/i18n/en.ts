import type { Catalogue } from './catalogue.ts'
import { noticeEn } from './noticeEn.ts'
import { formatNumber } from './numbers.ts'
import { ownEn } from './ownEn.ts'
import { observationsEn } from './observationsEn.ts'

export const en: Catalogue = {
  code: 'en',
  title: 'Hessian Playground',
  description: 'The Hessian of a neural network: every method of PRML 5.4 side by side, live.',
  skip: 'Skip to the maps',
  strip: 'Training and entry',

  topBar: {
    view: 'View',
    views: { compare: 'Compare', studies: 'Studies', uses: 'Uses' },
    example: 'Example',
    chooseExample: 'Examples …',
    examples: {
      'sinusoid-early': 'Sinusoid, early in training',
      'sinusoid-trained': 'Sinusoid, trained',
      xor: 'XOR, four points',
      circles: 'Circles, logistic',
      spirals: 'Spirals, three layers',
      'three-gaussians': 'Three Gaussians, softmax',
      relu: 'ReLU: kinks',
      'deep-linear': 'Deep linear network',
      'one-layer': 'One layer: outer product exact',
    },
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'System theme', light: 'Light', dark: 'Dark' },
    present: 'Present',
    leavePresent: 'End presentation',
    keys: 'Keyboard',
    copyLink: 'Copy link',
    copied: 'Copied',
    copyFailed: 'The browser did not let the page copy. The link is in the address bar.',
  },

  undo: {
    undo: 'Undo',
    redo: 'Redo',
    kinds: {
      open: 'opening a link or an example',
      training: 'training',
      scrub: 'going back in time',
      data: 'the data',
      network: 'the network',
      weights: 'the weights',
      'weight-decay': 'the weight decay',
      optimizer: 'the optimiser',
      methods: 'the methods shown',
      parameters: 'a parameter of a method',
      display: 'how the maps are shown',
    },
    weights: (kind, from, to) =>
      `Changed back: ${kind}. The weights are those of step ${to} (before: step ${from}).`,
  },

  data: {
    title: 'Data',
    dataset: 'Data set',
    points: 'Points',
    noise: 'Noise',
    seed: 'Seed',
    newSeed: 'Draw other data',
    own: (N) => `${N} explicit data points`,
    datasets: {
      sinusoid: 'Sinusoid',
      line: 'Line',
      plane: 'Plane',
      'gaussian-bump': 'Gaussian bump',
      xor: 'XOR',
      'two-gaussians': 'Two Gaussians',
      circles: 'Circles',
      spirals: 'Spirals',
      'three-gaussians': 'Three Gaussians',
    },
    plot: {
      curve: (N) => `${N} data points and the function the network computes`,
      surface: (N) => `${N} data points over the output of the network`,
    },
  },

  network: {
    title: 'Network',
    diagram: (layers, W) => `Network ${layers.join('–')} with ${W} weights and biases`,
    activation: (layer, of) => (of === 1 ? 'Hidden units' : `Hidden layer ${layer}`),
    output: 'Output',
    outputs: {
      identity: 'linear, sum of squares',
      sigmoid: 'logistic, cross-entropy',
      softmax: 'softmax, cross-entropy',
    },
    outputRefused: 'for classes',
    bias: 'Biases',
    weightDecay: 'Weight decay α',
    seed: 'Weight seed',
    newSeed: 'Draw other weights',
    addUnit: (layer) => `Add a unit to hidden layer ${layer}`,
    removeUnit: (layer) => `Remove a unit from hidden layer ${layer}`,
    addLayer: (layer) => `Add a hidden layer as number ${layer}`,
    removeLayer: (layer) => `Remove hidden layer ${layer}`,
  },

  training: {
    title: 'Training',
    step: (n) => `step ${n}`,
    train: 'Train',
    pause: 'Pause',
    oneStep: 'Step',
    reset: 'Reset',
    optimizer: 'Optimiser',
    optimizers: {
      'gradient-descent': 'Gradient descent',
      momentum: 'Momentum',
      adam: 'Adam',
      'l-bfgs': 'L-BFGS',
    },
    learningRate: 'Learning rate η',
    momentum: 'Momentum μ',
    curve: (energy) => `Error function along training, now ${energy}`,
    running: (percent) => `training, ${percent} %`,
    scrub: 'Step shown',
    ends: {
      converged: (step) => `Training ended at step ${step}: the gradient is zero to working precision.`,
      'no-progress': (step) => `Training ended at step ${step}: E has not fallen for many steps.`,
      'no-descent': (step) => `Training ended at step ${step}: no step downhill lowers E any more.`,
    },
    measures: 'Errors along training',
    errorsPlot: 'Relative error of every method along the steps',
    eigenvaluesPlot: 'Largest and smallest eigenvalue of the exact Hessian along the steps',
    largest: 'largest λ',
    smallest: 'smallest λ',
  },

  own: ownEn,

  maps: {
    title: 'Hessians',
    toolbar: 'What the maps show',
    view: 'Matrix',
    views: { hessian: 'Hessian', difference: 'Difference from exact', inverse: 'Inverse' },
    scale: 'Colour scale',
    scales: { linear: 'linear', symlog: 'symlog' },
    scope: 'Range of the colour scale',
    scopes: { all: 'all maps', each: 'each map' },
    methods: (shown, of) => `Methods ${shown}/${of}`,
    chooseMethods: 'Methods shown',
    full: (limit) => `No more than ${limit} maps are shown at once. Take one away to make room for another.`,
    zoom: 'Whole matrix',
    values: 'Values in the cells (W ≤ 16)',
    legend: (limit) => `Colour scale from −${limit} over 0 to ${limit}`,
    inverses: 'inverses',
  },

  tile: {
    reference: 'reference',
    error: 'error',
    showDetails: (method, error) => `error ${error}, all measures of ${method}`,
    cost: (exponent) =>
      `cost for each data point: of the order of W${exponent === 1 ? '' : ` to the power ${exponent}`}`,
    time: 'measured time',
    negative: (n) => `${n} negative λ`,
    waiting: 'waiting …',
    progress: (percent) => `${percent} % computed`,
    stop: 'Stop',
    stopped: 'Stopped.',
    resume: 'Compute',
    leaveOut: 'Leave out',
    dampTo: (value) => `Set λ to ${value}`,
    takesLong: (time) => `This would take about ${time}.`,
    resetWeights: 'Reset the weights',
    trainOneStep: 'Train one step',
    map: (method, W) => `${method}: ${W} × ${W} matrix`,
    mapDifference: (method, W) => `${method}: difference from exact, ${W} × ${W} matrix`,
    mapInverse: (method, W) => `${method}: inverse, ${W} × ${W} matrix`,
    cell: (row, column, weights, value) => `row ${row}, column ${column}, ${weights}: ${value}`,
    notComputed: 'not computed',
  },

  methods: {
    exact: 'Exact',
    'outer-product': 'Outer product',
    diagonal: 'Diagonal',
    'energy-differences': 'Energy differences',
    'gradient-differences': 'Gradient differences',
    'r-operator': 'R-operator',
    'sequential-inverse': 'Sequential inverse',
    'block-diagonal': 'Block diagonal',
    'k-fac': 'K-FAC',
    kfra: 'KFRA',
    'levenberg-marquardt-diagonal': 'LM diagonal',
    'low-rank': 'Low rank',
    lanczos: 'Lanczos',
    'empirical-fisher': 'Empirical Fisher',
    'monte-carlo-fisher': 'Monte Carlo Fisher',
    'hutchinson-diagonal': 'Hutchinson diagonal',
    bfgs: 'BFGS',
  },
  methodGroups: {
    book: 'PRML 5.4',
    structured: 'Structured',
    sampled: 'Sampled',
    'quasi-newton': 'Quasi-Newton',
  },
  partner: 'Exact inverse',
  parameters: {
    epsilon: 'Step ε',
    damping: 'Damping λ',
    rank: 'Rank r',
    samples: 'Samples S',
    probes: 'Probes m',
    pairs: 'Pairs m',
    seed: 'Seed',
  },

  measures: {
    relativeFrobenius: 'relative error',
    inverseError: 'error of the inverse',
    maxAbs: 'largest deviation',
    relativeSpectral: 'error, spectral norm',
    cosine: 'cosine with H',
    negativeEigenvalues: 'negative eigenvalues',
    diagonalRelative: 'error of the diagonal',
    asymmetry: 'asymmetry before',
    operations: 'operations counted',
    time: 'time measured',
    residualExact: 'residual against exact',
    relativeExact: 'error against exact',
    residualOuterProduct: 'residual against outer product',
    relativeOuterProduct: 'error against outer product',
    none: 'undefined',
    pending: '…',
  },

  why: {
    title: 'What is to be seen now',
    titleExact: 'What the exact Hessian shows',
    titleOff: (method, error) => `${method}: why it is off by ${error}`,
    titleSame: (method) => `${method}: equal to the exact Hessian up to round-off`,
    titlePlain: (method) => method,
    indefinite: (negative, W) =>
      `H has ${negative} negative eigenvalue${negative === 1 ? '' : 's'} among ${W}: along ${
        negative === 1 ? 'its eigenvector' : 'their eigenvectors'
      } E curves downwards, so a Newton step need not lead downhill.`,
    definite:
      'H has no negative eigenvalue: to second order E curves upwards or not at all in every direction, so near w it is like a bowl or a trough.',
    zero: 'H is zero: all second derivatives of E vanish at these weights, and relative errors are not defined.',
    outerProduct: (norm, share, residual) =>
      `It drops Σₙ Σₖ δₙₖ ∇∇aₙₖ, residuals times the curvature of the output activations. That part has norm ${norm}, ${share} of ‖H‖; the residuals are ${residual} in root mean square. Train on and watch both.`,
    oneLayer:
      'With one layer of weights the activations a are linear in w, so ∇∇a = 0 and nothing is dropped.',
    nothingDropped: 'The part it drops, Σₙ Σₖ δₙₖ ∇∇aₙₖ, vanishes here.',
    diagonalExact: (norm, share) =>
      `Its diagonal is exact here, since the recursion loses nothing for this network. Everything off the diagonal is set to zero: that part of H has norm ${norm}, ${share} of ‖H‖.`,
    diagonalOff: (norm, share, ownError) =>
      `Everything off the diagonal is set to zero, and the recursion drops ∂²Eₙ/∂aₖ∂aₖ′ for k ≠ k′, so that the diagonal itself is off by ${ownError}. Together that is ${norm} in norm, ${share} of ‖H‖.`,
    alreadyDiagonal: 'H is diagonal here, so nothing is lost.',
    energyDifferences: (epsilon, norm, floor) =>
      `No term is dropped, but the step ε = ${epsilon} is finite: truncation grows like ε², round-off like 1/ε² (about ${floor} per entry). The deviation has norm ${norm}. Move ε to find the best balance.`,
    gradientDifferences: (epsilon, norm, asymmetry) =>
      `No term is dropped, but the step ε = ${epsilon} is finite: truncation grows like ε², round-off like 1/ε. The deviation has norm ${norm}; the relative asymmetry ${asymmetry} before symmetrising is of the order of the relative error, and needs no H.`,
    kinks:
      'A step that crosses a kink of the activation gives a difference that means nothing: then the differences are wrong, not the exact matrix.',
    rOperator: (products, norm) =>
      `Nothing is dropped: ${products} products of H with unit vectors give its columns. The deviation has norm ${norm}, which is round-off.`,
    sequential: (roundOff, share) =>
      `It adds one data point after another to the inverse. Against the inverse of the damped outer product it is off by ${roundOff}; against the inverse of the damped exact Hessian by ${share}, which is the outer product's own error (it says little where H + λI is indefinite or nearly singular).`,
    titleInverse: (method, error) => `${method}: its damped inverse is off by ${error}`,
    inverse: (error) =>
      `The matrix itself is off by ${error}. Inverting it with damping λ magnifies what is wrong along directions of little curvature, and hides what is wrong along steep ones.`,
    nothing: 'There are no finite numbers to speak of.',
    pending: 'Being computed …',
    everything: 'All there is to be seen',
    previous: 'Previous observation',
    next: 'Next observation',
    position: (n, of) => `${n} of ${of}`,
  },

  observations: observationsEn,

  parts: {
    show: 'Show the parts',
    close: 'Back to the maps',
    title: (method) => `${method}: the parts of H`,
    names: {
      residual: 'Residual part',
      neglected: 'Neglected off-diagonal',
      dropped: 'Dropped in the recursion',
    },
    norm: 'norm',
    ofWhole: (share) => `${share} of ‖H‖`,
    shares: (outer, residual, both) =>
      `H = outer product + residual part. Of ‖H‖² the outer product makes ${outer}, the residual part ${residual}, and what both have in common, twice their scalar product, ${both}.`,
    zero: 'H is zero, and so there are no shares of it.',
    diagonal: (error, neglected, dropped) =>
      `H = diagonal approximation + neglected + dropped. What is wrong has norm ${error}: the neglected off-diagonal is ${neglected} of ‖H‖, what the recursion drops is ${dropped} of the diagonal of H.`,
    dropsNothing: {
      'one-layer':
        'The recursion drops nothing: with one layer of weights nothing is propagated back, and the diagonal is exact.',
      'two-layers-diagonal-curvature':
        'The recursion drops nothing: there are two layers of weights, and ∂²Eₙ/∂aₖ∂aₖ′ of the outputs is diagonal, so that the diagonal is exact at every w.',
      'single-units':
        'The recursion drops nothing: every layer that is propagated back from has a single unit, so that ∂²Eₙ/∂aₖ∂aₖ′ has no off-diagonal.',
      'single-units-diagonal-curvature':
        'The recursion drops nothing: every hidden layer that is propagated back from has a single unit, and ∂²Eₙ/∂aₖ∂aₖ′ of the outputs is diagonal.',
    },
    drops: {
      'softmax-outputs':
        'The recursion drops the off-diagonal of ∂²Eₙ/∂aₖ∂aₖ′ at the softmax outputs, whose values depend on one another.',
      'hidden-layers':
        'The recursion drops the off-diagonal of ∂²Eₙ/∂aₖ∂aₖ′ at hidden layers above the first, wherever there is more than one unit.',
      'softmax-outputs-and-hidden-layers':
        'The recursion drops the off-diagonal of ∂²Eₙ/∂aₖ∂aₖ′ at the softmax outputs, and at hidden layers above the first wherever there is more than one unit.',
    },
  },

  entry: {
    title: 'Entry',
    place: (row, column) => `row ${row}, column ${column}`,
    none: 'Point at an entry of a map, or move to one with the arrow keys. A click or Enter pins it.',
    unpin: 'Release',
    method: 'Method',
    value: 'Value',
    deviation: 'Deviation',
    inverse: 'Inverse',
    weights: 'The two weights',
    bias: 'bias',
  },

  explain: {
    title: 'Where the exact value comes from',
    blocks: { 'same-layer': 'block of one layer', 'cross-layer': 'block of two layers' },
    roles: { outer: 'outer product', residual: 'residual', decay: 'decay' },
    pointSum: (n) => `data point ${n} together`,
    contributions: 'Contribution of each data point',
    plot: (N) => `Contributions of ${N} data points: outer-product term and residual term`,
    point: 'Data point',
    allPoints: 'all',
    table: 'As a table',
    accounts: {
      title: 'What each method does with this entry',
      kept: 'keeps',
      dropped: 'drops',
      everything: 'all',
      nothing: 'There is nothing to be dropped.',
      off: 'off by',
      droppedShare: (share) => `Dropped: ${share} of the sizes of both parts.`,
      ofInverse: 'an entry of the inverse, not of H',
      tooLong: (time) =>
        `is left out here: for one entry the whole matrix would have to be computed, in about ${time}.`,
      offDiagonal: 'Off the diagonal everything is set to 0.',
      exact: 'exact',
      droppedInRecursion: 'dropped in the recursion',
      at: 'weights at',
      difference: 'difference',
      divided: (by) => `divided by ${by}`,
      digitsLost: (digits) => `${digits} of 16.0 decimal digits are lost to cancellation.`,
      waves: (n) => `The waves through data point ${n}, for the unit vector of the column:`,
      forward: (l) => (l === 0 ? 'Forward: inputs' : `Forward: layer ${l}`),
      backward: (l) => `Backward: layer ${l}`,
      unit: 'unit',
      start: (value, alpha0) => `From ${value} (α + λ = ${alpha0}), one data point after another:`,
      path: (N) => `The entry of the inverse after each of ${N} data points`,
    },
  },

  status: {
    title: 'Messages',
    dismiss: 'Close',
    diverged: (step) =>
      `Training diverged at step ${step}: the error function grew beyond all bounds. The weights before that step are kept.`,
    undoDiverged: (step) => `Undo to step ${step}`,
    halveRate: (rate, step) => `Halve η to ${rate}, from step ${step}`,
    workerFailed: (message) =>
      `The computation stopped (${message}). What was computed before is still shown.`,
    retry: 'Try again',
    tooLarge: (W, limit, width) =>
      `Not changed: the network would have ${W} weights, and full matrices are computed up to ${limit}. Hidden layers of up to ${width} units would fit.`,
    narrowed: (W, limit, layers) =>
      `The network would have had ${W} weights, and full matrices are computed up to ${limit}. Its hidden layers were cut: ${layers}.`,
    typed: (label, given, used) => `${label}: “${given}” cannot be used; it is ${used}.`,
    more: (n) => `${n} more`,
    tooManyLayers: 'Not changed: networks have at most four layers of weights.',
    link: 'Not everything in this link could be used:',
  },

  notice: noticeEn,

  refusals: {
    'no-damping': ({ alpha0 }) =>
      `The recursion starts at P = I/(α + λ), so α + λ must be positive; it is ${formatNumber(alpha0)}.`,
    'not-finite': () =>
      'The result is not finite: numbers overflow, or a typed h(a) has no value where a unit needs one.',
    'no-path': () =>
      'No training led to these weights, and this matrix is learnt from the way that training takes.',
    singular: () => 'The matrix is singular to working precision: it has no inverse. More damping λ helps.',
  },

  present: {
    fold: 'Show or hide',
    parts: { data: 'data', network: 'network', training: 'training', entry: 'numbers' },
    end: 'end',
    fullScreen: 'full screen',
  },

  keys: {
    title: 'Keyboard',
    close: 'Close',
    machine: {
      'simd-fma': 'This machine computes with WebAssembly SIMD and fused multiply–add.',
      simd: 'This machine computes with WebAssembly SIMD.',
      typescript:
        'This browser offers no WebAssembly SIMD; the same is computed in plain JavaScript, a few times more slowly.',
    },
    rows: [
      ['Tab', 'next region'],
      ['← ↑ → ↓', 'move inside a map'],
      ['Enter', 'pin or release the entry'],
      ['Home End PgUp PgDn', 'ends of the row, previous or next layer'],
      ['+ − 0', 'zoom a large map, whole map'],
      ['Space', 'train or pause'],
      ['.', 'one step'],
      ['R', 'reset the weights'],
      ['1 … 7', 'show or hide a method (presenting: data, network, training, numbers)'],
      ['D', 'difference from exact'],
      ['I', 'inverse'],
      ['L', 'linear or symlog scale'],
      ['P', 'presentation'],
      ['F', 'full screen'],
      [
        'Esc',
        'back from the parts of an error and from its measures, release the entry, end the presentation',
      ],
      ['?', 'this list'],
    ],
  },
}
