import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startChanges } from './changeEffect.ts'
import { startComparisons } from './comparisonEffect.ts'
import { startExplanations } from './explanationEffect.ts'
import { startLanguage } from './languageEffect.ts'
import { startLink } from './linkEffect.ts'
import { restoreSession, startSession } from './sessionEffect.ts'
import { startReading } from './readingEffect.ts'
import { startTimeline } from './timelineEffect.ts'
import { startTraining } from './trainingEffect.ts'
import { loadAhead } from '../panels/later.tsx'
import { createSlot } from '../compute/client.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no element #root')

/** Lets go of the processor for a moment: a slow machine answers and paints between what is done before and after. */
const pause = () => new Promise((resolve) => setTimeout(resolve))

// To read all the modules took long enough.
await pause()
// What the tab remembers or the link says comes first: everything else starts from there.
const storage = () => window.sessionStorage
startLink(await restoreSession(storage, window.location.hash))
await pause()
startSession(storage)
startChanges()
const comparisons = startComparisons(createSlot())
startTraining(createSlot(), comparisons.shown)
startExplanations(createSlot())
startTimeline(createSlot())
startReading(createSlot(), createSlot())
await startLanguage()
const page = createRoot(root)
// In slices, so that a slow machine answers while the page is built.
startTransition(() =>
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
)
// Safari has no idle callbacks.
if ('requestIdleCallback' in window) requestIdleCallback(() => void loadAhead())
else setTimeout(() => void loadAhead(), 2000)
