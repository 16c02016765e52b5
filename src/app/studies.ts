import { createSlot } from '../compute/client.ts'
import { startStudies } from './studyEffect.ts'

export { StudiesPanel } from '../panels/studies/StudiesPanel.tsx'

// Once, when the studies are fetched; the worker is made with the first study that is opened.
startStudies(createSlot())
