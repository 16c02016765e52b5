import { Fragment } from 'react'
import type { Waves } from '../../hessian/explain/waves.ts'
import { formatNumber } from '../../i18n/numbers.ts'
import { Formula } from '../Formula.tsx'
import { useText } from '../useText.ts'

interface Column {
  readonly tex: string
  /** The same for a screen reader. */
  readonly name: string
  readonly numbers: Float64Array
}

function Wave({ caption, columns }: { readonly caption: string; readonly columns: readonly Column[] }) {
  const text = useText().explain.accounts
  const filled = columns.filter(({ numbers }) => numbers.length > 0)
  return (
    <table className="wave">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.unit}</th>
          {filled.map(({ tex, name }) => (
            <th key={tex} scope="col">
              <Formula tex={tex} label={name} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from(filled[0].numbers, (_, unit) => (
          <tr key={unit}>
            <th scope="row">{unit + 1}</th>
            {filled.map(({ tex, numbers }) => (
              <td key={tex}>{formatNumber(numbers[unit], 3)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Both waves of the R-operator through one data point, layer by layer, and the entry's part that they make. */
export function WaveAccount({ waves }: { readonly waves: Waves }) {
  const text = useText().explain.accounts
  const { layers, pattern, rDelta, z, delta, rZ, value } = waves
  /** What a layer hands on. */
  const valueOf = (l: number) => (l === 0 ? 'x' : l === layers.length - 1 ? 'y' : 'z')
  const products = [
    { tex: String.raw`\mathcal{R}\{\delta\}\,\tilde z`, factors: [rDelta, z] },
    { tex: String.raw`\delta\,\mathcal{R}\{\tilde z\}`, factors: [delta, rZ] },
  ]
  return (
    <>
      <p>{text.waves(pattern + 1)}</p>
      {layers.map((layer) => (
        <Wave
          key={layer.l}
          caption={text.forward(layer.l)}
          columns={[
            { tex: 'a', name: 'a', numbers: layer.a },
            { tex: String.raw`\mathcal{R}\{a\}`, name: 'R{a}', numbers: layer.rA },
            { tex: valueOf(layer.l), name: valueOf(layer.l), numbers: layer.z },
            { tex: String.raw`\mathcal{R}\{z\}`, name: 'R{z}', numbers: layer.rZ },
          ]}
        />
      ))}
      {layers
        .slice(1)
        .toReversed()
        .map((layer) => (
          <Wave
            key={layer.l}
            caption={text.backward(layer.l)}
            columns={[
              { tex: String.raw`\delta`, name: 'δ', numbers: layer.delta },
              { tex: String.raw`\mathcal{R}\{\delta\}`, name: 'R{δ}', numbers: layer.rDelta },
            ]}
          />
        ))}
      <p className="account-products">
        {products.map(({ tex, factors: [one, other] }, n) => (
          <Fragment key={tex}>
            {n > 0 && ' + '}
            <Formula tex={tex} />
            {` (${formatNumber(one)} · ${formatNumber(other)})`}
          </Fragment>
        ))}
        {` = ${formatNumber(value, 4)}`}
      </p>
    </>
  )
}
