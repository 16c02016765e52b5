import { useStore } from '../../state/store.ts'
import { later } from '../later.tsx'

const TableDialog = later(async () => (await import('./TableDialog.tsx')).TableDialog)
const FunctionDialog = later(async () => (await import('./FunctionDialog.tsx')).FunctionDialog)

/** The window for own data that is open, if any. */
export function OwnDialogs() {
  const dialog = useStore((state) => state.dialog)
  if (dialog === 'table') return <TableDialog />
  return dialog === 'function' ? <FunctionDialog /> : null
}
