import { useStore } from '../state/store.ts'

/** A change by the keyboard ends when nothing more has come for this long. */
const quietMilliseconds = 700

/**
 * Tells the store where one change ends and the next begins: a drag is one change until the pointer is lifted, keys
 * held or pressed one after another are one until they rest.
 */
export function startChanges() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(timer)
    useStore.getState().endChange()
  }
  const stop = useStore.subscribe((state, before) => {
    if (state.changes === before.changes) return
    clearTimeout(timer)
    timer = setTimeout(end, quietMilliseconds)
  })
  window.addEventListener('pointerdown', end, true)
  window.addEventListener('pointerup', end)
  window.addEventListener('pointercancel', end)
  return {
    stop: () => {
      stop()
      clearTimeout(timer)
      window.removeEventListener('pointerdown', end, true)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
    },
  }
}
