import { hidableParts } from '../config/configuration.ts'
import { bookMethods } from '../hessian/index.ts'
import { dividedMethod } from '../panels/parts/errorParts.ts'
import { useStore } from '../state/store.ts'

/** Elements that have a use for Space, Enter, digits or letters themselves. */
function takesKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select, input[type="text"]')) return true
  if (target.matches('input[type="range"]')) return key !== ' ' && !/^[a-z.?]$/i.test(key)
  // Space and Enter press what has the focus.
  return key === ' ' && target.matches('button, summary, a, input')
}

/** Whether what is typed goes into a text, which has an undo of its own. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('textarea, input:not([type="range"], [type="checkbox"], [type="radio"])')
  )
}

/** What a key together with Ctrl or ⌘ does: Z undoes, Shift+Z and Y redo; null where it is the browser's. */
function commandOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  if (!(ctrlKey || metaKey) || altKey) return null
  switch (keyOf(event)) {
    case 'z':
      return shiftKey ? 'redo' : 'undo'
    case 'y':
      // ⌘Y is the browser's history.
      return ctrlKey && !shiftKey ? 'redo' : null
    default:
      return null
  }
}

/** The key in lower case; where a Korean or other script is typed, the Latin letter on the key. */
function keyOf({ key, code }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)
  return letter && !/^[\x20-\x7e]$/.test(key) ? letter[1].toLowerCase() : key.toLowerCase()
}

/** The full screen is a favour of the browser; without it the page simply stays as it is. */
async function toggleFullScreen() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await document.documentElement.requestFullscreen()
  } catch {
    // Refused, as in a frame without permission: nothing depends on it.
  }
}

/** The keys of the page; `onKeys` shows their list. */
export function startKeyboard(onKeys: () => void) {
  const pressed = (event: KeyboardEvent) => {
    const command = commandOf(event)
    if (command && !event.defaultPrevented && !takesText(event.target)) {
      event.preventDefault()
      if (!document.querySelector('dialog[open]')) useStore.getState()[command]()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (document.querySelector('dialog[open]') || takesKeys(event.target, event.key)) return
    const state = useStore.getState()
    const { view } = state.comparison
    switch (keyOf(event)) {
      case ' ':
        state.setPlaying(!state.playing)
        break
      case '.':
        state.askForStep()
        break
      case 'r':
        state.reset()
        break
      case 'd':
        state.setMapView(view === 'difference' ? 'hessian' : 'difference')
        break
      case 'i':
        state.setMapView(view === 'inverse' ? 'hessian' : 'inverse')
        break
      case 'l':
        state.setScale(state.comparison.scale === 'linear' ? 'symlog' : 'linear')
        break
      case 'p':
        state.setPresenting(!state.view.presenting)
        break
      case 'f':
        void toggleFullScreen()
        break
      case '?':
        onKeys()
        break
      case 'escape':
        if (dividedMethod(state.view, state.comparison.methods)) state.showParts(false)
        else if (state.view.details) state.showDetails(null)
        else if (state.view.selection) state.select(null)
        else if (state.view.presenting) state.setPresenting(false)
        else return
        break
      default: {
        const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1
        const part = hidableParts[digit]
        const method = bookMethods[digit]
        if (state.view.presenting && part) state.togglePart(part)
        else if (!state.view.presenting && method) state.toggleMethod(method)
        else return
      }
    }
    event.preventDefault()
  }
  window.addEventListener('keydown', pressed)
  return { stop: () => window.removeEventListener('keydown', pressed) }
}

export { toggleFullScreen }
