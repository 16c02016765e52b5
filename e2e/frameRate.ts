import type { Page } from '@playwright/test'

/** How often one map showed a new picture during an action. */
export interface MapRate {
  readonly updates: number
  readonly perSecond: number
  /** Longest time between two new pictures, ends of the action included, in ms. */
  readonly longestGap: number
}

/** The frames in which a canvas got a new picture, and a checksum of the last. */
interface Paintings {
  picture: number
  readonly times: number[]
}

type Paint = CanvasRenderingContext2D['putImageData']

declare global {
  interface Window {
    paintings?: Map<HTMLCanvasElement, Paintings>
  }
}

/**
 * The rate at which each map of the page changed during `action`, in the order of the page. A map is a canvas that
 * is painted from pixels; a painting that equals the one before it is no update, and of several within one frame
 * only the last is seen, so they count once.
 */
export async function frameRate(page: Page, action: () => Promise<void>): Promise<MapRate[]> {
  await page.evaluate(watchPaintings)
  const start = await page.evaluate(() => performance.now())
  await action()
  return page.evaluate((begin) => {
    const end = performance.now()
    return [...document.querySelectorAll('canvas')].flatMap((canvas) => {
      const times = window.paintings?.get(canvas)?.times.filter((time) => time >= begin && time <= end) ?? []
      const ends = [begin, ...times, end]
      return {
        updates: times.length,
        perSecond: (1000 * times.length) / (end - begin),
        longestGap: Math.max(...ends.slice(1).map((time, i) => time - ends[i])),
      }
    })
  }, start)
}

/** Runs in the page: notes when which canvas gets a picture that differs from its last one. */
function watchPaintings(): void {
  if (window.paintings) return
  const paintings = (window.paintings = new Map<HTMLCanvasElement, Paintings>())
  let frame = performance.now()
  const tick = (time: number) => {
    frame = time
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  const record = (canvas: HTMLCanvasElement, image: ImageData) => {
    const pixels = new Uint32Array(image.data.buffer)
    // A sum over every 61st pixel, weighted by its place: cheap beside the painting itself.
    let picture = image.width
    for (let i = 0; i < pixels.length; i += 61) picture = (Math.imul(picture, 31) + pixels[i]) | 0
    const seen = paintings.get(canvas) ?? { picture: NaN, times: [] }
    paintings.set(canvas, seen)
    if (seen.picture === picture) return
    seen.picture = picture
    if (seen.times.at(-1) !== frame) seen.times.push(frame)
  }
  const context = CanvasRenderingContext2D.prototype
  const paint = Object.getOwnPropertyDescriptor(context, 'putImageData')?.value as Paint
  context.putImageData = new Proxy(paint, {
    apply(_, self: CanvasRenderingContext2D, painting: Parameters<Paint>) {
      Reflect.apply(paint, self, painting)
      record(self.canvas, painting[0])
    },
  })
}
