import type { Page } from '@playwright/test'

/** One map: its name, and the frames in which it was painted and in which its picture changed (ms since navigation). */
export interface MapPaintings {
  readonly name: string
  readonly painted: readonly number[]
  readonly changed: readonly number[]
}

interface Paintings {
  readonly painted: number[]
  readonly changed: number[]
  /** Checksum of the picture shown last. */
  picture: number
}

type Paint = CanvasRenderingContext2D['putImageData']

declare global {
  interface Window {
    paintings?: Map<HTMLCanvasElement, Paintings>
  }
}

/**
 * Records, from the next navigation on, every frame in which a map of the page is painted. A map is a canvas that is
 * painted from pixels; of several paintings within one frame only the last is seen, so they count once. The function
 * it returns gives the maps in the order of the page.
 */
export async function recordPaintings(page: Page): Promise<() => Promise<MapPaintings[]>> {
  await page.addInitScript(watchPaintings)
  return () =>
    page.evaluate(() =>
      [...document.querySelectorAll('canvas')].flatMap((canvas) => {
        const paintings = window.paintings?.get(canvas)
        if (!paintings) return []
        const { painted, changed } = paintings
        return [{ name: canvas.closest('article')?.ariaLabel ?? '', painted, changed }]
      }),
    )
}

/** Runs in the page: notes when which canvas is painted, and whether the picture differs from its last one. */
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
    const seen = paintings.get(canvas) ?? { painted: [], changed: [], picture: NaN }
    paintings.set(canvas, seen)
    if (seen.painted.at(-1) !== frame) seen.painted.push(frame)
    if (seen.picture !== picture && seen.changed.at(-1) !== frame) seen.changed.push(frame)
    seen.picture = picture
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
