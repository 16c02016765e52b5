import { isOld } from '../state/results.ts'
import { useStore } from '../state/store.ts'

/** Whether what was computed of the problem at `revision` (undefined: nothing was) is to be marked as old. */
export function useOld(revision: number | undefined): boolean {
  return useStore((state) => isOld(revision ?? -1, state))
}
