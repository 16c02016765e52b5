import type { Page } from '@playwright/test'

/** The frames in which a canvas got a new picture (ms since navigation), and a checksum of the last. */
interface Paintings {
  picture: number
  readonly times: number[]
}

/** One map's name and the frames in which it showed a new picture, in ms since navigation. */
export interface MapPaintings {
  readonly name: string
  readonly times: readonly number[]
}

type Paint = CanvasRenderingContext2D['putImageData']

declare global {
  interface Window {
    paintings?: Map<HTMLCanvasElement, Paintings>
  }
}

/**
 * Records, from the next navigation on, every frame in which a map of the page changes. A map is a canvas that is
 * painted from pixels; a painting that equals the one before it is no change, and of several within one frame only
 * the last is seen, so they count once. The function it returns gives the maps in the order of the page.
 */
export async function recordPaintings(page: Page): Promise<() => Promise<MapPaintings[]>> {
  await page.addInitScript(watchPaintings)
  return () =>
    page.evaluate(() =>
      [...document.querySelectorAll('canvas')].flatMap((canvas) => {
        const painted = window.paintings?.get(canvas)
        return painted ? [{ name: canvas.closest('article')?.ariaLabel ?? '', times: painted.times }] : []
      }),
    )
}

/** Runs in the page: notes when which canvas gets a picture that differs from its last one. */
function watchPaintings(): void {
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
