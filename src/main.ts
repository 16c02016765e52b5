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

// Before anything is painted; the page itself reads its link with more care.
const theme = /[#&]theme=(dark|light)/.exec(location.hash)?.[1]
const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
document.documentElement.dataset.theme = dark ? 'dark' : 'light'

const start = () => void import('./app/start.tsx')

// What index.html shows is painted before the page itself, which is on its way by now, takes the processor.
if (document.hidden) start()
else requestAnimationFrame(() => requestAnimationFrame(start))
