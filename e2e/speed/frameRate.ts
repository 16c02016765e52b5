import type { Page } from '@playwright/test'
import type { MapPaintings } from './paintings.ts'

/** How one map followed an action. */
export interface MapRate {
  readonly name: string
  /** Frames per second in which it was painted; a matrix that does not depend on what moves is painted all the same. */
  readonly paintedPerSecond: number
  /** Frames per second in which its picture changed. */
  readonly changedPerSecond: number
  /** Longest time without a painting, ends of the action included, in ms. */
  readonly longestGap: number
}

/** The rate at which each map was painted during `action`; `paintings` is what `recordPaintings` gave for the page. */
export async function frameRate(
  page: Page,
  paintings: () => Promise<readonly MapPaintings[]>,
  action: () => Promise<void>,
): Promise<MapRate[]> {
  const now = () => page.evaluate(() => performance.now())
  const begin = await now()
  await action()
  const end = await now()
  const seconds = (end - begin) / 1000
  const during = (times: readonly number[]) => times.filter((time) => time >= begin && time <= end)
  return (await paintings()).map(({ name, painted, changed }) => {
    const marks = [begin, ...during(painted), end]
    return {
      name,
      paintedPerSecond: during(painted).length / seconds,
      changedPerSecond: during(changed).length / seconds,
      longestGap: Math.max(...marks.slice(1).map((time, i) => time - marks[i])),
    }
  })
}
