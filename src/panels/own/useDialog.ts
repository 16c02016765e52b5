import { useEffect, useRef } from 'react'

/** The element of a modal dialog that is shown as long as it is mounted. */
export function useDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return dialog
}
