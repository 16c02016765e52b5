type Studies = typeof import('../studies/index.ts')

let loaded: Studies | null = null

/** Waits for the list of studies, which is loaded when a link has one or somebody asks for it. */
export async function prepareStudies(): Promise<Studies> {
  return (loaded ??= await import('../studies/index.ts'))
}

/** The list of studies; null until it is loaded. */
export function studyList(): Studies | null {
  return loaded
}

/** Whether a link opens a study: then `prepareStudies` must be waited for before it is decoded. */
export function linkHasStudy(hash: string): boolean {
  return /(^|[#&"])study=/.test(hash)
}
