import type { Page } from '@playwright/test'
import type { MapPaintings } from './paintings.ts'

/** How often one map showed a new picture during an action. */
export interface MapRate {
  readonly name: string
  readonly updates: number
  readonly perSecond: number
  /** Longest time without a new picture, ends of the action included, in ms. */
  readonly longestGap: number
}

/** The rate at which each map changed during `action`; `paintings` is what `recordPaintings` gave for the page. */
export async function frameRate(
  page: Page,
  paintings: () => Promise<readonly MapPaintings[]>,
  action: () => Promise<void>,
): Promise<MapRate[]> {
  const now = () => page.evaluate(() => performance.now())
  const begin = await now()
  await action()
  const end = await now()
  return (await paintings()).map(({ name, times }) => {
    const within = times.filter((time) => time >= begin && time <= end)
    const marks = [begin, ...within, end]
    return {
      name,
      updates: within.length,
      perSecond: (1000 * within.length) / (end - begin),
      longestGap: Math.max(...marks.slice(1).map((time, i) => time - marks[i])),
    }
  })
}
