import { useEffect, useState } from 'react'
import { examples } from '../config/examples.ts'
import { encodeLink } from '../config/link.ts'
import { languages, nameOf } from '../i18n/index.ts'
import type { Theme } from '../config/configuration.ts'
import type { ChangeKind } from '../state/changeKind.ts'
import { configurationOf, useStore } from '../state/store.ts'
import { Choice } from './controls/Choice.tsx'
import { isUse, useIds } from '../studies/useIds.ts'
import { Segmented } from './controls/Segmented.tsx'
import { FileButtons } from './own/FileButtons.tsx'
import { languageOf, useText } from './useText.ts'

function Logo() {
  const colours = [
    '#b2182b',
    '#92c5de',
    '#f4a582',
    '#d1e5f0',
    '#2166ac',
    '#fddbc7',
    '#f4a582',
    '#4393c3',
    '#b2182b',
  ]
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true">
      {colours.map((colour, n) => (
        <rect key={n} x={(n % 3) * 8} y={Math.floor(n / 3) * 8} width="8" height="8" fill={colour} />
      ))}
    </svg>
  )
}

function CopyLink() {
  const text = useText().topBar
  const [copied, setCopied] = useState(false)
  const notify = useStore((state) => state.notify)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const address = new URL(window.location.href)
    address.hash = encodeLink(configurationOf(useStore.getState()))
    // The address bar holds the same link, for where the clipboard is closed to pages.
    window.history.replaceState(null, '', address)
    try {
      await navigator.clipboard.writeText(address.href)
      setCopied(true)
    } catch {
      notify({ kind: 'copy-failed' })
    }
  }
  return (
    <button type="button" className="button is-primary" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? text.copied : text.copyLink}</span>
    </button>
  )
}

const views = ['compare', 'studies', 'uses'] as const
/** What a view opens with. */
const first = { compare: null, studies: 'error-against-epsilon', uses: useIds[0] } as const

/** What fills the middle of the page. */
function Views() {
  const text = useText().topBar
  const view = useStore(({ view: { study } }) =>
    study === null ? 'compare' : isUse(study.id) ? 'uses' : 'studies',
  )
  return (
    <Segmented
      label={text.view}
      value={view}
      options={views.map((value) => ({ value, text: text.views[value] }))}
      onChange={(chosen) =>
        useStore.getState().showStudy(first[chosen] ? { id: first[chosen], parameters: {} } : null)
      }
    />
  )
}

/** What the user made, taken back or made again; what it would be is told. */
function UndoButtons() {
  const text = useText().undo
  const last = useStore((state) => state.past.at(-1)?.kind ?? null)
  const next = useStore((state) => state.future[0]?.kind ?? null)
  const { undo, redo } = useStore.getState()
  const button = (name: string, sign: string, kind: ChangeKind | null, act: () => void) => {
    const label = kind ? `${name}: ${text.kinds[kind]}` : name
    return (
      <button
        type="button"
        className="button"
        aria-label={label}
        title={label}
        disabled={kind === null}
        onClick={act}
      >
        {sign}
      </button>
    )
  }
  return (
    <>
      {button(text.undo, '↶', last, undo)}
      {button(text.redo, '↷', next, redo)}
    </>
  )
}

export function TopBar({ onKeys }: { readonly onKeys: () => void }) {
  const text = useText()
  const language = useStore(languageOf)
  const theme = useStore((state) => state.view.theme)
  const { setLanguage, setTheme, setPresenting, openExample } = useStore.getState()
  return (
    <header className="top-bar">
      <h1>
        <Logo />
        {text.title}
      </h1>
      <Views />
      <div className="top-bar-actions">
        <UndoButtons />
        <Choice
          label={text.topBar.example}
          labelHidden
          value=""
          options={[
            { value: '', text: text.topBar.chooseExample, disabled: true },
            ...examples.map(({ name }) => ({ value: name, text: text.topBar.examples[name] })),
          ]}
          onChange={(name) => name !== '' && openExample(name)}
        />
        <FileButtons />
        <Choice
          label={text.topBar.language}
          labelHidden
          value={language}
          options={languages.map((code) => ({ value: code, text: nameOf(code) }))}
          onChange={setLanguage}
        />
        <Choice<Theme | 'system'>
          label={text.topBar.theme}
          labelHidden
          value={theme ?? 'system'}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            text: text.topBar.themes[value],
          }))}
          onChange={(value) => setTheme(value === 'system' ? null : value)}
        />
        <button type="button" className="button" aria-label={text.topBar.keys} onClick={onKeys}>
          ?
        </button>
        <button type="button" className="button" onClick={() => setPresenting(true)}>
          <span aria-hidden="true">▶ </span>
          {text.topBar.present}
        </button>
        <CopyLink />
      </div>
    </header>
  )
}
