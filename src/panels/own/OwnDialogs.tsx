import { useStore } from '../../state/store.ts'
import { FunctionDialog } from './FunctionDialog.tsx'
import { TableDialog } from './TableDialog.tsx'

/** The window for own data that is open, if any. */
export function OwnDialogs() {
  const dialog = useStore((state) => state.dialog)
  if (dialog === 'table') return <TableDialog />
  return dialog === 'function' ? <FunctionDialog /> : null
}
