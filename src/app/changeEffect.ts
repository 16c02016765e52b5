import { useStore } from '../state/store.ts'

/** A change by the keyboard ends when nothing more has come for this long. */
const quietMilliseconds = 700

/**
 * Tells the store where one change ends and the next begins: a drag is one change until the pointer is lifted, keys
 * held or pressed one after another are one until they rest.
 */
export function startChanges() {
  let timer: ReturnType<typeof setTimeout> | undefined
  let held = false
  const end = () => {
    clearTimeout(timer)
    useStore.getState().endChange()
  }
  const pressed = () => {
    held = true
    end()
  }
  const lifted = () => {
    held = false
    end()
  }
  /** A hand that rests in the middle of a drag has not ended it. */
  const rested = () => {
    if (!held) end()
  }
  const stop = useStore.subscribe((state, before) => {
    if (state.changes === before.changes) return
    clearTimeout(timer)
    timer = setTimeout(rested, quietMilliseconds)
  })
  window.addEventListener('pointerdown', pressed, true)
  window.addEventListener('pointerup', lifted)
  window.addEventListener('pointercancel', lifted)
  return {
    stop: () => {
      stop()
      clearTimeout(timer)
      window.removeEventListener('pointerdown', pressed, true)
      window.removeEventListener('pointerup', lifted)
      window.removeEventListener('pointercancel', lifted)
    },
  }
}
