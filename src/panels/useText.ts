import { useSyncExternalStore } from 'react'
import type { Language } from '../config/configuration.ts'
import { catalogueOf, languageFor, onLoaded } from '../i18n/index.ts'
import type { Catalogue } from '../i18n/index.ts'
import { en } from '../i18n/en.ts'
import { useStore } from '../state/store.ts'

const ofBrowser = languageFor(navigator.languages)

/** The language chosen in the link or on the page, else the browser's. */
export function languageOf({ view }: { readonly view: { readonly language: Language | null } }): Language {
  return view.language ?? ofBrowser
}

/** What is shown while another language is on its way. */
let last = en

function textsOf(language: Language): Catalogue {
  last = catalogueOf(language) ?? last
  return last
}

/** The texts in the language wanted, or, until they have come, in the one before. */
export function useText(): Catalogue {
  const language = useStore(languageOf)
  return useSyncExternalStore(onLoaded, () => textsOf(language))
}
