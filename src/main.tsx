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

const start = () => void import('./app/start.tsx')

// What index.html shows is painted before the page itself, which is on its way by now, takes the processor.
if (document.hidden) start()
else requestAnimationFrame(() => requestAnimationFrame(start))
