import type { Language } from '../config/configuration.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

/** The catalogues, in the order of the menu. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en, ko }

export const languages = Object.keys(catalogues) as Language[]

/** The first of the preferred languages (as of `navigator.languages`) that has a catalogue, else English. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}

export type { Catalogue } from './catalogue.ts'
