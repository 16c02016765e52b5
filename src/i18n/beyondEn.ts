import type { BeyondFacts, BeyondTexts } from './beyondTexts.ts'
import { formatNumber } from './numbers.ts'

/** How far it is from the outer product, as the end of a sentence. */
function besideOuter({ fromOuter, norm, share }: BeyondFacts): string {
  const own =
    fromOuter === null ? '' : `From the outer product it is off by ${fromOuter} of that one’s norm; `
  return `${own}${own ? 'from' : 'From'} H by ${norm}, ${share} of ‖H‖, in which what the outer product drops has its part.`
}

export const beyondEn: BeyondTexts = {
  about: {
    'block-diagonal': 'The exact blocks of each layer, and nothing across layers.',
    'k-fac': 'The outer product’s blocks as Kronecker products of two means.',
    kfra: 'As K-FAC, with the curvature itself averaged layer by layer.',
    'levenberg-marquardt-diagonal': 'The diagonal approximation without h″: never negative.',
    'low-rank': 'The r eigenvalues of H that are largest in magnitude.',
    lanczos: 'What r products H v tell of H, without H itself.',
    'empirical-fisher': 'Squares of gradients with the targets there are: not the Fisher matrix.',
    'monte-carlo-fisher': 'Squares of gradients with targets drawn from the network’s own outputs.',
    'hutchinson-diagonal': 'The diagonal estimated by products with random signs.',
    bfgs: 'Learnt from how the gradient changed along training.',
  },
  why: {
    'block-diagonal': ({ norm, share }) =>
      `Within each layer it is exact. What weights of two layers have to do with each other is set to zero: that part of H has norm ${norm}, ${share} of ‖H‖.`,
    'k-fac': (facts) =>
      `It stands in for the outer product. Blocks across layers are set to zero; within a layer the sum of Γₙ ⊗ z̃ₙz̃ₙᵀ is replaced by the product of the two means, as if curvature and inputs of a data point had nothing to do with each other. ${besideOuter(facts)}`,
    kfra: (facts) =>
      `It stands in for the outer product. Blocks across layers are set to zero, and the curvature is averaged over the data points at every layer before it is handed on, so that Mₙ, h′ₙ and z̃ₙ of one point are no longer seen together. ${besideOuter(facts)}`,
    'levenberg-marquardt-diagonal': (facts) =>
      `The term with h″ is dropped, and so no entry can be negative; everything off the diagonal is set to zero. Its diagonal is off by ${facts.diagonal}. ${besideOuter(facts)}`,
    'low-rank': ({ norm, share, parameters, W }) =>
      `It keeps the ${Math.min(parameters.rank, W)} eigenvalues of H largest in magnitude, of ${W}. The others, squared and added, are the square of its error: norm ${norm}, ${share} of ‖H‖. No matrix of this rank is closer, but all of H was needed to find it.`,
    lanczos: ({ norm, share, facts, W }) =>
      `It has seen H by ${facts.products} product${facts.products === 1 ? '' : 's'} alone, and knows nothing of the other ${W - facts.products} directions. The deviation has norm ${norm}, ${share} of ‖H‖. More steps bring its outer eigenvalues to those of H first.`,
    'empirical-fisher': (facts) =>
      `It is not the Fisher matrix, whose targets come from the network’s own outputs and which is the outer product: with the targets there are, the residuals take the place of their expectation. Its trace is ${formatNumber(facts.facts.scale)} times that of the outer product, and goes to zero with the residuals while H does not. From H it is off by ${facts.norm}, ${facts.share} of ‖H‖.`,
    'monte-carlo-fisher': (facts) =>
      `Its mean is the outer product; with ${facts.parameters.samples} sample${facts.parameters.samples === 1 ? '' : 's'} for each data point it scatters about that, by an error that falls like 1/√S. ${besideOuter(facts)}`,
    'hutchinson-diagonal': ({ norm, share, diagonal, parameters }) =>
      `Its mean is the exact diagonal; with ${parameters.probes} probe${parameters.probes === 1 ? '' : 's'} the diagonal is off by ${diagonal}, which falls like 1/√m and comes from the off-diagonal of H. Everything off the diagonal is set to zero: in all ${norm} in norm, ${share} of ‖H‖.`,
    bfgs: ({ norm, share, facts }) =>
      `It has never seen H, only ${facts.pairs} change${facts.pairs === 1 ? '' : 's'} of the gradient along training, of which ${facts.used} could be used; where E curves downwards along a step it learns nothing, and it stays positive definite. In directions that training did not take it keeps its first guess, a multiple of I. The deviation has norm ${norm}, ${share} of ‖H‖.`,
  },
  account: {
    empty: 'Of this entry the method says nothing: it is 0, but for the weight decay.',
    fromExact: 'its deviation from the exact entry',
    fromOuter: 'its own deviation from the outer product',
    outerFromExact: 'what the outer product drops',
    together: 'together, from the exact entry',
  },
}
