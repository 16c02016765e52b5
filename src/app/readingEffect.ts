import type { Slot } from '../compute/client.ts'
import { useStore } from '../state/store.ts'

/** Has tables read and typed functions described by workers of their own, whenever the page asks for one. */
export function startReading(tables: Slot, expressions: Slot) {
  const readTable = () => {
    const { request } = useStore.getState().table
    if (!request) return tables.cancel()
    void tables
      .run('table', request, {
        onProgress: (fraction) => useStore.getState().tellTableProgress(request, fraction),
      })
      .then((outcome) => {
        const { takeTable } = useStore.getState()
        if (outcome.kind === 'done') takeTable(request, outcome.result, null)
        else if (outcome.kind === 'failed') takeTable(request, null, outcome.message)
      })
  }
  const describe = () => {
    const { request } = useStore.getState().expression
    if (!request) return expressions.cancel()
    void expressions.run('expression', request).then((outcome) => {
      const { takeDescription, notify } = useStore.getState()
      if (outcome.kind === 'done') takeDescription(request, outcome.result)
      else if (outcome.kind === 'failed') notify({ kind: 'reading-failed', reason: outcome.message })
    })
  }
  return useStore.subscribe((state, before) => {
    if (state.table.request !== before.table.request) readTable()
    if (state.expression.request !== before.expression.request) describe()
  })
}
