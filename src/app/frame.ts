let due: (() => void)[] = []

/**
 * Runs `work` right before the next frame is painted. Everything that is due for one frame runs in one task, so that
 * the page is drawn once for all of it. Nothing is painted of a hidden page: there the work waits until it is seen.
 */
export function beforeFrame(work: () => void): void {
  due.push(work)
  if (due.length > 1) return
  requestAnimationFrame(() => {
    const all = due
    due = []
    for (const one of all) one()
  })
}

/** Like `beforeFrame`, but at once in a hidden page: what others wait for. */
export function inFrame(work: () => void): void {
  if (document.hidden) queueMicrotask(work)
  else beforeFrame(work)
}
