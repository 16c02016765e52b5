import { useLayoutEffect, useState, type RefObject } from 'react'

/** An element's content box in whole device pixels, and how many of them a rem is. */
export interface DeviceSize {
  readonly width: number
  readonly height: number
  readonly rem: number
}

const none: DeviceSize = { width: 0, height: 0, rem: 14 }

function measure(element: Element, entry?: ResizeObserverEntry): DeviceSize {
  const ratio = window.devicePixelRatio || 1
  const rem = (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) * ratio
  const bounds = element.getBoundingClientRect()
  const width = bounds.width * ratio
  const height = bounds.height * ratio
  // The browser's own rounding to device pixels, so that one canvas pixel is one pixel of the screen; under an
  // emulated pixel ratio it counts other pixels and is of no use.
  const box = entry?.devicePixelContentBoxSize?.[0]
  if (box && Math.abs(box.inlineSize - width) < 1.5 && Math.abs(box.blockSize - height) < 1.5)
    return { width: box.inlineSize, height: box.blockSize, rem }
  return { width: Math.round(width), height: Math.round(height), rem }
}

/** The size of `reference`'s element in device pixels, kept up to date; 0 × 0 until it is known. */
export function useDeviceSize(reference: RefObject<Element | null>): DeviceSize {
  const [size, setSize] = useState(none)
  useLayoutEffect(() => {
    const element = reference.current
    if (!element) return
    const update = (entry?: ResizeObserverEntry) => {
      const next = measure(element, entry)
      setSize((previous) =>
        previous.width === next.width && previous.height === next.height && previous.rem === next.rem
          ? previous
          : next,
      )
    }
    update()
    const observer = new ResizeObserver((entries) => update(entries[entries.length - 1]))
    try {
      observer.observe(element, { box: 'device-pixel-content-box' })
    } catch {
      observer.observe(element)
    }
    return () => observer.disconnect()
  }, [reference])
  return size
}
