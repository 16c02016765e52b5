let due: (() => void)[] = []

/** When what was due was last done. */
let last = -Infinity
/** A little less than a frame takes (ms). */
const frameMilliseconds = 14

function doAll(): void {
  last = performance.now()
  const all = due
  due = []
  for (const one of all) one()
}

const channel = new MessageChannel()
channel.port1.onmessage = doAll

/**
 * Runs `work` once a frame. Everything that is due runs in one task, so that the page is drawn once for all of it: right
 * before the next frame is painted, or at once where the last time is a frame ago, so that nothing waits longer than
 * it must. Nothing is painted of a hidden page: there the work waits until it is seen.
 */
export function beforeFrame(work: () => void): void {
  due.push(work)
  if (due.length > 1) return
  if (!document.hidden && performance.now() - last >= frameMilliseconds) channel.port2.postMessage(null)
  else requestAnimationFrame(doAll)
}

/** Like `beforeFrame`, but at once in a hidden page: what others wait for. */
export function inFrame(work: () => void): void {
  if (document.hidden) queueMicrotask(work)
  else beforeFrame(work)
}
