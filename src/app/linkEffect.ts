import {
  decodeLink,
  encodeLink,
  linkHasExpressions,
  linkHasStudy,
  prepareStudies,
  studyList,
} from '../config/link.ts'
import { expressionsPrepared, prepareExpressions } from '../network/expression/index.ts'
import { configurationOf, useStore } from '../state/store.ts'

/** After this much quiet the address bar is brought up to date; browsers limit how often that may be done. */
const settleMilliseconds = 400

/**
 * Shows what the link in the address bar says and tells what could not be used of it. What reads typed functions and
 * the list of studies are loaded first where the link has any; meanwhile the page stays as it is.
 */
function openLink(hash: string, first = false) {
  const wanted: Promise<unknown>[] = []
  if (linkHasExpressions(hash) && !expressionsPrepared()) wanted.push(prepareExpressions())
  if (linkHasStudy(hash) && !studyList()) wanted.push(prepareStudies())
  if (wanted.length === 0) return openRead(hash, first)
  // A link that cannot be read for want of a loaded part is opened all the same, and says so.
  const open = () => {
    if (window.location.hash === hash) openRead(hash, first)
  }
  Promise.all(wanted).then(open, open)
}

function openRead(hash: string, first: boolean) {
  const { configuration, notices } = decodeLink(hash)
  const state = useStore.getState()
  state.open(configuration)
  // Before what the page opens with there is nothing to return to.
  if (first) state.forgetChanges()
  if (notices.length > 0) state.notify({ kind: 'link', notices })
}

/**
 * Ties the page to the hash of its address. What is seen is written there once it has settled: as a new entry of
 * the history where the problem or the comparison was changed, in place where only training, the selection
 * or the step gone to moved on. Back, forward and links typed by hand are opened. What the tab goes on with
 * (`restored`) is not to be replaced by its link.
 */
export function startLink(restored = false) {
  let written = window.location.hash
  if (!restored) openLink(written, true)

  let timer: ReturnType<typeof setTimeout> | undefined
  let since = performance.now()
  let changed = false
  const write = () => {
    timer = undefined
    since = performance.now()
    const hash = `#${encodeLink(configurationOf(useStore.getState()))}`
    if (hash === window.location.hash) return
    written = hash
    if (changed) window.history.pushState(null, '', hash)
    else window.history.replaceState(null, '', hash)
    changed = false
  }
  const stop = useStore.subscribe((state, before) => {
    if (
      state.problem === before.problem &&
      state.comparison === before.comparison &&
      state.view === before.view
    )
      return
    changed ||=
      state.comparison !== before.comparison ||
      // Another study, or none, is another page to go back from.
      state.view.study?.id !== before.view.study?.id ||
      (state.problem !== before.problem && state.epoch !== before.epoch && state.scrubs === before.scrubs)
    // While something moves on and on, the address follows now and then, and not only at the end.
    if (timer !== undefined && performance.now() - since > 4 * settleMilliseconds) return
    clearTimeout(timer)
    timer = setTimeout(write, settleMilliseconds)
  })

  const moved = () => {
    if (window.location.hash === written) return
    written = window.location.hash
    openLink(written)
    // What was opened is not a change of the page's own, and nothing of it has to be written.
    clearTimeout(timer)
    timer = undefined
    changed = false
  }
  window.addEventListener('hashchange', moved)
  window.addEventListener('popstate', moved)
  return {
    stop: () => {
      stop()
      clearTimeout(timer)
      window.removeEventListener('hashchange', moved)
      window.removeEventListener('popstate', moved)
    },
  }
}
