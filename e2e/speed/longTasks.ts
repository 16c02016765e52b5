import type { Page } from '@playwright/test'

/** A stretch in which the main thread was busy for more than 50 ms; both numbers in ms, `start` since navigation. */
export interface LongTask {
  readonly start: number
  readonly duration: number
}

declare global {
  interface Window {
    recordedLongTasks: LongTask[]
  }
}

/**
 * Records long tasks (Chromium alone reports them) from the next navigation on. The function it returns gives those
 * that started at `since` (ms since navigation, as `performance.now()`) or later.
 */
export async function recordLongTasks(page: Page): Promise<(since?: number) => Promise<LongTask[]>> {
  await page.addInitScript(() => {
    window.recordedLongTasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        window.recordedLongTasks.push({ start: startTime, duration })
    }).observe({ type: 'longtask', buffered: true })
  })
  return async (since = 0) => {
    // The observer is told in a task of its own, which a painted frame leaves time for.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const tasks = await page.evaluate(() => window.recordedLongTasks)
    return tasks.filter((task) => task.start >= since)
  }
}
