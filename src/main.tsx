import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startComparisons } from './app/comparisonEffect.ts'
import { startExplanations } from './app/explanationEffect.ts'
import { startLink } from './app/linkEffect.ts'
import { startTraining } from './app/trainingEffect.ts'
import { createSlot } from './compute/client.ts'
import './app/theme.css'
import './plots/plots.css'
import './app/page.css'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no element #root')

// The link first: everything else starts from what it says.
startLink()
const comparisons = startComparisons(createSlot())
startTraining(createSlot(), comparisons.shown)
startExplanations(createSlot())
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
