import { hidableParts } from '../config/configuration.ts'
import { useStore } from '../state/store.ts'
import { useText } from './useText.ts'

/** The foot of a presentation: what can be unfolded, and the way out. */
export function PresentBar({ onFullScreen }: { readonly onFullScreen: () => void }) {
  const text = useText()
  const hidden = useStore((state) => state.view.hidden)
  const { togglePart, setPresenting } = useStore.getState()
  return (
    <footer className="present-bar">
      <div role="group" aria-label={text.present.fold}>
        {hidableParts.map((part, n) => (
          <button
            key={part}
            type="button"
            className="button"
            aria-pressed={!hidden.includes(part)}
            onClick={() => togglePart(part)}
          >
            {text.present.parts[part]} <kbd>{n + 1}</kbd>
          </button>
        ))}
      </div>
      <div role="group" aria-label={text.topBar.present}>
        <button type="button" className="button" onClick={onFullScreen}>
          {text.present.fullScreen} <kbd>F</kbd>
        </button>
        <button
          type="button"
          className="button"
          aria-label={text.topBar.leavePresent}
          onClick={() => setPresenting(false)}
        >
          {text.present.end} <kbd>P</kbd>
        </button>
      </div>
    </footer>
  )
}
