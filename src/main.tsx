import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startChanges } from './app/changeEffect.ts'
import { startComparisons } from './app/comparisonEffect.ts'
import { startExplanations } from './app/explanationEffect.ts'
import { startLanguage } from './app/languageEffect.ts'
import { startLink } from './app/linkEffect.ts'
import { restoreSession, startSession } from './app/sessionEffect.ts'
import { startReading } from './app/readingEffect.ts'
import { startTimeline } from './app/timelineEffect.ts'
import { startTraining } from './app/trainingEffect.ts'
import { loadAhead } from './panels/later.tsx'
import { createSlot } from './compute/client.ts'
import './app/theme.css'
import './plots/plots.css'
import './app/page.css'
import './app/controls.css'
import './app/panels.css'
import './app/explain.css'
import './app/maps.css'
import './app/dialogs.css'
import './app/presentation.css'
import './app/sizes.css'
import './app/own.css'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no element #root')

// What the tab remembers or the link says comes first: everything else starts from there.
const storage = () => window.sessionStorage
startLink(await restoreSession(storage, window.location.hash))
startSession(storage)
startChanges()
const comparisons = startComparisons(createSlot())
startTraining(createSlot(), comparisons.shown)
startExplanations(createSlot())
startTimeline(createSlot())
startReading(createSlot(), createSlot())
await startLanguage()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
// Safari has no idle callbacks.
if ('requestIdleCallback' in window) requestIdleCallback(loadAhead)
else setTimeout(loadAhead, 2000)
