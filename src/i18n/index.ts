import type { Language } from '../config/configuration.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'

/** The languages in the order of the menu, by their own names. All but the first are fetched when they are wanted. */
const shelf: Readonly<Record<Language, { readonly name: string; readonly load: () => Promise<Catalogue> }>> =
  {
    en: { name: 'English', load: () => Promise.resolve(en) },
    ko: { name: '한국어', load: async () => (await import('./ko.ts')).ko },
  }

export const languages = Object.keys(shelf) as Language[]

/** What a language calls itself. */
export function nameOf(language: Language): string {
  return shelf[language].name
}

const loaded = new Map<Language, Catalogue>([['en', en]])
const listeners = new Set<() => void>()

/** The texts of a language; undefined until they are loaded. */
export function catalogueOf(language: Language): Catalogue | undefined {
  return loaded.get(language)
}

/** Fetches the texts of a language, once. Rejects where that fails. */
export async function loadCatalogue(language: Language): Promise<void> {
  if (loaded.has(language)) return
  loaded.set(language, await shelf[language].load())
  for (const tell of listeners) tell()
}

/** Calls `tell` whenever a language is loaded; the function it returns ends that. */
export function onLoaded(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** The first of the preferred languages (as of `navigator.languages`) that has a catalogue, else English. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}

export type { Catalogue } from './catalogue.ts'
