import '../linalg/kernels/compiled.ts'
import { engine } from '../linalg/kernels/engines.ts'
import { useDialog } from './own/useDialog.ts'
import { useText } from './useText.ts'

/** The list of keys, and what this machine computes with, as a modal dialog. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText().keys
  const dialog = useDialog()
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{text.title}</h2>
      <dl>
        {text.rows.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{text.machine[engine().name]}</p>
      <button type="button" className="button is-primary" onClick={onClose}>
        {text.close}
      </button>
    </dialog>
  )
}
