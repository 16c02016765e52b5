import { defaultParameters } from './defaults.ts'

/** The version of the link's format that is written; older ones stay readable. */
export const linkVersion = '1'

const words = `
  v net act out bias decay data points noise data-seed inputs targets kind x t names weight-seed opt rate momentum step w
  methods view scale scope values sel details parts point account study lang theme present hide`

const keys: ReadonlySet<string> = new Set([
  ...words.trim().split(/\s+/),
  ...Object.entries(defaultParameters).flatMap(([id, parameters]) =>
    Object.keys(parameters).map((name) => `${id}.${name}`),
  ),
])

/** Whether a link may have a part of this name. */
export function isLinkKey(key: string): boolean {
  return keys.has(key) || key.startsWith('study.')
}
