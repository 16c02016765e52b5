import { useMemo } from 'react'
import { formatNumber } from '../../i18n/numbers.ts'
import { weightName } from '../../i18n/notation.ts'
import { placeOf } from '../../network/network.ts'
import type { Network } from '../../network/network.ts'
import { createScale, limitOf } from '../../plots/colourScale.ts'
import { extentOf } from '../../plots/fitSurface.ts'
import { DataPlot } from '../../plots/DataPlot.tsx'
import { Legend } from '../../plots/Legend.tsx'
import { MatrixMap } from '../../plots/MatrixMap.tsx'
import { NetworkDiagram } from '../../plots/NetworkDiagram.tsx'
import { partitionOf } from '../../plots/partition.ts'
import { largeFont } from '../../plots/axisTicks.ts'
import { useStore } from '../../state/store.ts'
import type { StudyPictureData } from '../../state/study.ts'
import { toggled, wordsOf } from '../../studies/study.ts'
import type { StudyPicture as PictureOfStudy } from '../../studies/study.ts'
import { useText } from '../useText.ts'
import { useTheme } from '../useTheme.ts'
import type { PartProps } from './PlotPart.tsx'

interface PictureProps<Kind extends StudyPictureData['kind']> {
  readonly data: Extract<StudyPictureData, { readonly kind: Kind }>
  readonly network: Network
  readonly label: string
}

function MatrixPicture({ data, network, label }: PictureProps<'matrix'>) {
  const text = useText()
  const theme = useTheme()
  const kind = useStore((state) => state.comparison.scale)
  const printed = useStore((state) => state.comparison.values)
  const { matrix, order } = data
  const { W } = network
  const scale = useMemo(() => createScale(kind, limitOf([matrix])), [kind, matrix])
  const partition = useMemo(
    () => (order ? { layers: [0, W], units: [0, W] } : partitionOf(network)),
    [network, order, W],
  )
  const nth = (index: number) => (order ? order[index] : index)
  return (
    <>
      <div className="study-map">
        <MatrixMap
          data={matrix}
          W={W}
          partition={partition}
          scale={scale}
          theme={theme}
          label={label}
          describe={(row, column) =>
            text.tile.cell(
              row + 1,
              column + 1,
              `${weightName(placeOf(network, nth(row)))}, ${weightName(placeOf(network, nth(column)))}`,
              formatNumber(matrix[row * W + column], 4),
            )
          }
          values={printed && W <= 16}
        />
      </div>
      <Legend scale={scale} theme={theme} compact label={text.maps.legend(formatNumber(scale.limit))} />
    </>
  )
}

function SurfacePicture({ data, label }: PictureProps<'surface'>) {
  const large = useStore((state) => state.view.presenting)
  const theme = useTheme()
  const { path, x, y, resolution, values } = data
  const plot = useMemo(
    () => ({
      x: Float64Array.from(path.flatMap(([s, t]) => [s, t])),
      t: Float64Array.from(path, (one) => one[2]),
      domain: { x, y },
      fit: { outputs: values, resolution },
      colours: extentOf(values),
    }),
    [path, x, y, values, resolution],
  )
  return (
    <div className="study-surface">
      <DataPlot
        x={plot.x}
        t={plot.t}
        N={path.length}
        D={2}
        K={1}
        kind="regression"
        domain={plot.domain}
        fit={plot.fit}
        theme={theme}
        label={label}
        letter="s"
        colours={plot.colours}
        font={large ? largeFont : undefined}
      />
    </div>
  )
}

/** Of the pictures on the way to this one the last that there is; the first where there is none before. */
function shownOf(pictures: readonly StudyPictureData[], at: number): StudyPictureData | undefined {
  let shown: StudyPictureData | undefined
  for (const one of pictures) {
    const place = 'at' in one ? one.at : 0
    const known = shown && 'at' in shown ? shown.at : -Infinity
    if (!shown || (place <= at && place >= known)) shown = one
  }
  return shown
}

type StudyPictureProps = Omit<PartProps, 'study'> & { readonly picture: PictureOfStudy }

/** A matrix, values on the network, or a function over a plane, at the value of the parameter that tells which. */
export function StudyPicture({ picture, values, text, result, onSet }: StudyPictureProps) {
  const { chooses } = picture
  const pictures = useMemo(
    () => (result?.pictures ?? []).filter((one) => one.picture === picture.id),
    [result?.pictures, picture.id],
  )
  const title = text.pictures[picture.id]
  const large = useStore((state) => state.view.presenting)
  const at = picture.parameter === null ? Infinity : Number(values[picture.parameter])
  const data = shownOf(pictures, at)
  const place = data && 'at' in data && picture.parameter !== null ? data.at : null
  return (
    <section className="study-part is-picture" aria-label={title}>
      <h3>
        {title}
        {place !== null && <span className="panel-note"> {place}</span>}
      </h3>
      {result && data?.kind === 'matrix' && (
        <MatrixPicture data={data} network={result.network} label={title} />
      )}
      {result && data?.kind === 'network' && (
        <div className="study-network">
          <NetworkDiagram
            network={result.network}
            w={data.w}
            selected={data.lit}
            onSelectWeight={
              chooses === undefined
                ? undefined
                : (index) => onSet({ [chooses]: toggled(wordsOf(values, chooses), String(index + 1)) })
            }
            label={title}
            units={data.units ?? undefined}
            font={large ? largeFont : undefined}
          />
        </div>
      )}
      {result && data?.kind === 'surface' && (
        <SurfacePicture data={data} network={result.network} label={title} />
      )}
    </section>
  )
}
