/** The studies that show a use of the Hessian; the page opens them under a name of their own. */
export const useIds = ['optimisation', 'retraining', 'pruning', 'laplace'] as const

export type UseId = (typeof useIds)[number]

/** Whether the study of this id shows a use. */
export function isUse(id: string): id is UseId {
  return useIds.some((use) => use === id)
}
