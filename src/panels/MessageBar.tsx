import { formatCount, formatNumber } from '../i18n/numbers.ts'
import type { Catalogue } from '../i18n/index.ts'
import { limits } from '../config/limits.ts'
import type { Notice } from '../config/notice.ts'
import type { Message } from '../state/view.ts'
import { useStore } from '../state/store.ts'
import { useText } from './useText.ts'

function sentenceOf(text: Catalogue, message: Message): string {
  switch (message.kind) {
    case 'too-large':
      return text.status.tooLarge(formatCount(message.W), formatCount(message.limit), message.width)
    case 'narrowed':
      return text.status.narrowed(
        formatCount(message.W),
        formatCount(message.limit),
        message.layers.join('–'),
      )
    case 'too-many-layers':
      return text.status.tooManyLayers
    case 'too-many-maps':
      return text.maps.full(limits.maps.max)
    case 'typed':
      return text.status.typed(message.label, message.given, message.used)
    case 'copy-failed':
      return text.topBar.copyFailed
    case 'not-json':
      return text.own.files.notJson(message.name)
    case 'file-too-large':
      return text.own.files.tooLarge(message.name, formatNumber(message.megabytes), String(message.limit))
    case 'document':
      return text.own.files.document(message.name, message.wrong)
    case 'weights':
      return text.own.weights.refused(text.own.weights.refusals[message.refusal.code](message.refusal.values))
    case 'points':
      return message.text === 'last' ? text.own.points.last : text.own.points.full(message.limit)
    case 'reading-failed':
      return text.own.files.failed(message.reason)
    case 'link':
      return text.status.link
  }
}

/** More notices than this are folded away, so that the maps stay in sight. */
const mostShown = 3

function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  const text = useText()
  const list = (some: readonly Notice[]) => (
    <ul>
      {some.map((notice, n) => (
        <li key={n}>{text.notice(notice)}</li>
      ))}
    </ul>
  )
  const rest = notices.slice(mostShown)
  return (
    <>
      {list(notices.slice(0, mostShown))}
      {rest.length > 0 && (
        <details>
          <summary>{text.status.more(rest.length)}</summary>
          {list(rest)}
        </details>
      )}
    </>
  )
}

/** What went wrong, what was used instead, and what mends it; nothing where all is well. */
export function MessageBar() {
  const text = useText()
  const message = useStore((state) => state.message)
  const diverged = useStore((state) => state.diverged)
  const rate = useStore((state) => state.problem.training.learningRate)
  const failure = useStore((state) => state.failure)
  const undoNote = useStore((state) => state.undoNote)
  const { notify, undoDivergence, halveLearningRate, retry, dismissUndoNote } = useStore.getState()
  return (
    <div className="messages" role="status" aria-label={text.status.title}>
      {message && (
        <div className="message">
          <div>
            <p>{sentenceOf(text, message)}</p>
            {message.kind === 'link' && <Notices notices={message.notices} />}
          </div>
          <button type="button" className="button" onClick={() => notify(null)}>
            {text.status.dismiss}
          </button>
        </div>
      )}
      {undoNote?.weights && (
        <div className="message">
          <p>
            {text.undo.weights(text.undo.kinds[undoNote.kind], undoNote.weights.from, undoNote.weights.to)}
          </p>
          <button type="button" className="button" onClick={dismissUndoNote}>
            {text.status.dismiss}
          </button>
        </div>
      )}
      {diverged && (
        <div className="message is-problem">
          <p>{text.status.diverged(diverged.step)}</p>
          <div className="message-actions">
            <button type="button" className="button" onClick={undoDivergence}>
              {text.status.undoDiverged(diverged.lastFinite.step)}
            </button>
            <button type="button" className="button is-primary" onClick={halveLearningRate}>
              {text.status.halveRate(formatNumber(rate / 2), diverged.best.step)}
            </button>
          </div>
        </div>
      )}
      {failure !== null && (
        <div className="message is-problem">
          <p>{text.status.workerFailed(failure)}</p>
          <button type="button" className="button" onClick={retry}>
            {text.status.retry}
          </button>
        </div>
      )}
    </div>
  )
}
