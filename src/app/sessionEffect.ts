import { linkHasExpressions, linkHasStudy, prepareStudies } from '../config/link.ts'
import { prepareExpressions } from '../network/expression/index.ts'
import { decodeSession, encodeSession } from '../state/sessionText.ts'
import { useStore } from '../state/store.ts'

/** What is needed of the tab's storage; a browser may refuse it altogether. */
export interface SessionStore {
  getItem: (key: string) => string | null
  setItem: (key: string, text: string) => void
  removeItem: (key: string) => void
}

const key = 'hessian-playground'
/** After this much quiet what the tab remembers is brought up to date … */
const settleMilliseconds = 500
/** … and while something moves on and on after this long. */
const longestMilliseconds = 3000

/**
 * Goes on where the tab left off, if the address has no link or still has the same one. False where there is nothing
 * to go on with: the link is to be opened then. What reads typed functions and the list of
 * studies are loaded first where there are any.
 */
export async function restoreSession(storage: () => SessionStore, hash: string): Promise<boolean> {
  let text: string | null = null
  try {
    text = storage().getItem(key)
  } catch {
    // A browser that keeps nothing: the page works all the same.
  }
  if (text === null) return false
  try {
    if (linkHasExpressions(text)) await prepareExpressions()
    if (linkHasStudy(text)) await prepareStudies()
  } catch {
    return false
  }
  const session = decodeSession(text)
  if (!session || (hash !== '' && hash !== session.hash)) return false
  useStore.getState().resumeSession(session)
  return true
}

/** Writes down what fits: with fewer and fewer of the changes that could be undone where the storage is full. */
function save(storage: SessionStore, hash: string) {
  for (const mostKept of [100, 20, 0]) {
    try {
      storage.setItem(key, encodeSession(useStore.getState(), hash, mostKept))
      return
    } catch {
      // Too much for this storage.
    }
  }
  // What is there is of a state that is no more.
  storage.removeItem(key)
}

/** Keeps what the tab remembers over a reload up to date. */
export function startSession(storage: () => SessionStore) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = 0
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    try {
      save(storage(), window.location.hash)
    } catch {
      // Refused altogether: then nothing is remembered.
    }
  }
  const stop = useStore.subscribe((state, before) => {
    if (
      state.problem === before.problem &&
      state.comparison === before.comparison &&
      state.view === before.view &&
      state.past === before.past
    )
      return
    if (timer === undefined) since = performance.now()
    else if (performance.now() - since > longestMilliseconds) return
    clearTimeout(timer)
    timer = setTimeout(write, settleMilliseconds)
  })
  // The last chance: a page that is closed or put aside runs nothing more.
  const left = () => {
    if (timer !== undefined) write()
  }
  const hidden = () => {
    if (document.visibilityState === 'hidden') left()
  }
  window.addEventListener('pagehide', left)
  document.addEventListener('visibilitychange', hidden)
  return {
    stop: () => {
      stop()
      clearTimeout(timer)
      window.removeEventListener('pagehide', left)
      document.removeEventListener('visibilitychange', hidden)
    },
  }
}
