import { useStore } from '../state/store.ts'
import { later } from './later.tsx'
import { Observations } from './Observations.tsx'

const MethodWhy = later(async () => (await import('./MethodWhy.tsx')).MethodWhy)

/** What is to be seen now: of the method asked about, or else of everything, the most striking first. */
export function WhyPanel() {
  const details = useStore((state) => state.view.details)
  const shown = useStore((state) => state.comparison.methods)
  return details && shown.includes(details) ? <MethodWhy id={details} /> : <Observations />
}
