import { catalogues, languageFor } from '../i18n/index.ts'
import type { Catalogue } from '../i18n/index.ts'
import type { Language } from '../config/configuration.ts'
import { useStore } from '../state/store.ts'

const ofBrowser = languageFor(navigator.languages)

/** The language chosen in the link or on the page, else the browser's. */
export function useLanguage(): Language {
  return useStore((state) => state.view.language) ?? ofBrowser
}

/** The texts in the present language. */
export function useText(): Catalogue {
  return catalogues[useLanguage()]
}
