import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { linearScale } from './axisTicks.ts'
import type { MapTheme } from './colourTable.ts'
import { paintSurface, surfaceLines } from './fitSurface.ts'
import { surfaceColours } from './surfaceColours.ts'
import type { PlotFit, TargetKind } from './plotFit.ts'

interface FitSurfaceProps {
  readonly fit: PlotFit
  readonly K: number
  readonly kind: TargetKind
  readonly range: readonly [number, number]
  readonly theme: MapTheme
  /** Place in the plot, in rem. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The network's outputs over two inputs as a smooth picture: one canvas pixel a grid point, enlarged by the browser. */
export const FitSurface = memo(function FitSurface(props: FitSurfaceProps) {
  const { fit, K, kind, range, theme, left, top, width, height } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const { outputs, resolution } = fit
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || outputs.length < resolution * resolution * K) return
    if (context.canvas.width !== resolution) context.canvas.width = resolution
    if (context.canvas.height !== resolution) context.canvas.height = resolution
    const image = context.createImageData(resolution, resolution)
    paintSurface(image.data, outputs, K, kind, surfaceColours[theme], range)
    context.putImageData(image, 0, 0)
  }, [outputs, resolution, K, kind, range, theme])
  return (
    <canvas
      ref={canvas}
      className="data-plot-surface"
      aria-hidden="true"
      style={{ left: `${left}rem`, top: `${top}rem`, width: `${width}rem`, height: `${height}rem` }}
    />
  )
})

interface SurfaceLinesProps extends Pick<FitSurfaceProps, 'fit' | 'K' | 'kind' | 'range'> {
  /** Place in the plot, in rem. */
  readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** Boundaries between classes, or level lines of the first output, above the surface. */
export const SurfaceLines = memo(function SurfaceLines({ fit, K, kind, range, frame }: SurfaceLinesProps) {
  const lines = useMemo(() => {
    const levels = kind === 'regression' ? linearScale(range, [0, 1]).ticks(6) : []
    return surfaceLines(fit.outputs, fit.resolution, K, kind, levels)
  }, [fit, K, kind, range])
  return (
    <path
      className={`data-plot-boundary is-${kind}`}
      d={lines}
      transform={`translate(${frame.x} ${frame.y}) scale(${frame.width} ${frame.height})`}
    />
  )
})
