import { useId } from 'react'
import { methodList } from '../config/defaults.ts'
import { limits } from '../config/limits.ts'
import { fitsBeside } from '../config/mapCount.ts'
import { bookMethods } from '../hessian/index.ts'
import type { BookMethodId } from '../hessian/index.ts'
import { methodGroups } from '../hessian/method.ts'
import type { MethodGroup } from '../hessian/method.ts'
import { beyondTexts } from '../i18n/beyondTexts.ts'
import type { BeyondMethodId } from '../i18n/beyondTexts.ts'
import { useStore } from '../state/store.ts'
import { useText } from './useText.ts'

/** Values can be printed in the cells up to this many weights. */
const mostPrinted = 16

const [book, ...beyond] = methodGroups

type Method = (typeof methodList)[number]

function isOfBook(method: Method): method is Method & { readonly id: BookMethodId } {
  return method.group === 'book'
}

/** One method: where it is from, and for those beyond the text what it is. */
function Choice({ method }: { readonly method: Method }) {
  const text = useText()
  const about = useId()
  const { id } = method
  const shown = useStore((state) => state.comparison.methods)
  const { toggleMethod: toggle } = useStore.getState()
  const isShown = shown.includes(id)
  const ofBook = isOfBook(method)
  return (
    <div className="method-choice">
      <label>
        <input
          type="checkbox"
          checked={isShown}
          disabled={id === 'exact' || (!isShown && !fitsBeside(shown, id))}
          aria-describedby={ofBook ? undefined : about}
          onChange={() => toggle(id)}
        />
        {text.methods[id]}{' '}
        <span className="tile-section">{method.section ? `PRML ${method.section}` : method.equations}</span>
        {ofBook && <kbd>{bookMethods.indexOf(method.id) + 1}</kbd>}
      </label>
      {!ofBook && <p id={about}>{beyondTexts[text.code].about[id as BeyondMethodId]}</p>}
    </div>
  )
}

function Group({ group }: { readonly group: MethodGroup }) {
  const text = useText()
  const title = useId()
  return (
    <div role="group" aria-labelledby={title} className="method-group">
      <h3 id={title}>{text.methodGroups[group]}</h3>
      {methodList
        .filter((method) => method.group === group)
        .map((method) => (
          <Choice key={method.id} method={method} />
        ))}
    </div>
  )
}

/** Which methods are shown, group by group, as many as there is room for, and what is printed in their maps. */
export function MethodChooser() {
  const text = useText()
  const shown = useStore((state) => state.comparison.methods)
  const values = useStore((state) => state.comparison.values)
  const W = useStore((state) => state.network.W)
  const { setValues } = useStore.getState()
  const isFull = methodList.some(({ id }) => !shown.includes(id) && !fitsBeside(shown, id))
  return (
    <fieldset>
      <legend>{text.maps.chooseMethods}</legend>
      <p role="status">{isFull && text.maps.full(limits.maps.max)}</p>
      <div className="method-groups">
        <div>
          <Group group={book} />
        </div>
        <div>
          {beyond.map((group) => (
            <Group key={group} group={group} />
          ))}
        </div>
      </div>
      <hr />
      <label>
        <input
          type="checkbox"
          checked={values}
          disabled={W > mostPrinted}
          onChange={(event) => setValues(event.currentTarget.checked)}
        />
        {text.maps.values}
      </label>
    </fieldset>
  )
}
