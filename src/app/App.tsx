import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { DataPanel } from '../panels/DataPanel.tsx'
import { EntryPanel } from '../panels/EntryPanel.tsx'
import { ExplainPanel } from '../panels/ExplainPanel.tsx'
import { later } from '../panels/later.tsx'
import { MapsPanel } from '../panels/MapsPanel.tsx'
import { MessageBar } from '../panels/MessageBar.tsx'
import { NetworkPanel } from '../panels/NetworkPanel.tsx'
import { DropArea } from '../panels/own/DropArea.tsx'
import { OwnDialogs } from '../panels/own/OwnDialogs.tsx'
import { dividedMethod } from '../panels/parts/errorParts.ts'
import { PresentBar } from '../panels/PresentBar.tsx'
import { Strip } from '../panels/Strip.tsx'
import { TopBar } from '../panels/TopBar.tsx'
import { TrainingPanel } from '../panels/TrainingPanel.tsx'
import { useText } from '../panels/useText.ts'
import { useTheme } from '../panels/useTheme.ts'
import { WhyPanel } from '../panels/WhyPanel.tsx'
import { useStore } from '../state/store.ts'
import { startKeyboard, toggleFullScreen } from './keyboard.ts'

const PartsPanel = later(async () => (await import('../panels/parts/PartsPanel.tsx')).PartsPanel)
const KeysDialog = later(async () => (await import('../panels/KeysDialog.tsx')).KeysDialog)

const StudiesPanel = later(async () => (await import('./studies.ts')).StudiesPanel)

/** The column of the maps, which tells that not everything asked for is there yet. */
function Middle({ children }: { readonly children: ReactNode }) {
  const running = useStore((state) => state.running)
  return (
    <div className="middle" data-running={running}>
      {children}
    </div>
  )
}

/** The whole page. */
export function App() {
  const text = useText()
  const theme = useTheme()
  const presenting = useStore((state) => state.view.presenting)
  const hidden = useStore((state) => state.view.hidden)
  const studying = useStore((state) => state.view.study !== null)
  const divided = useStore((state) => dividedMethod(state.view, state.comparison.methods))
  const [keysOpen, setKeysOpen] = useState(false)
  const showKeys = useCallback(() => setKeysOpen(true), [])

  // Before the first frame: it must not be drawn in the wrong theme.
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = text.code
    root.dataset.theme = theme
    root.dataset.presenting = String(presenting)
    document.title = text.title
    document.querySelector('meta[name="description"]')?.setAttribute('content', text.description)
  }, [theme, presenting, text])
  useEffect(() => startKeyboard(showKeys).stop, [showKeys])

  const shows = (part: (typeof hidden)[number]) => !hidden.includes(part)
  const right = shows('entry') && !studying
  const left = shows('data') || shows('network') || shows('training')
  return (
    <div className={`page${left ? '' : ' without-left'}${right ? '' : ' without-right'}`}>
      <a
        className="skip"
        href="#maps"
        onClick={(event) => {
          // The hash is the page's link; the focus moves without touching it.
          event.preventDefault()
          document.getElementById('maps')?.focus()
        }}
      >
        {text.skip}
      </a>
      {!presenting && <TopBar onKeys={showKeys} />}
      <MessageBar />
      <main>
        {presenting && <h1 className="visually-hidden">{text.title}</h1>}
        {left && (
          <div className="left">
            {shows('data') && <DataPanel />}
            {shows('network') && <NetworkPanel />}
            {shows('training') && <TrainingPanel />}
          </div>
        )}
        <Middle>
          {studying ? (
            <StudiesPanel />
          ) : (
            <>
              {divided ? <PartsPanel id={divided} /> : <MapsPanel />}
              <WhyPanel />
            </>
          )}
        </Middle>
        {right && (
          <aside className="right" aria-label={text.entry.title}>
            <EntryPanel />
            <ExplainPanel />
          </aside>
        )}
      </main>
      {!presenting && <Strip onEntry={() => document.getElementById('entry-title')?.scrollIntoView()} />}
      {presenting && <PresentBar onFullScreen={() => void toggleFullScreen()} />}
      <DropArea />
      <OwnDialogs />
      {keysOpen && <KeysDialog onClose={() => setKeysOpen(false)} />}
    </div>
  )
}
