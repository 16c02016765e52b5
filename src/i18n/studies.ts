import type { Language } from '../config/configuration.ts'
import { studiesEn } from './studiesEn.ts'
import { studiesKo } from './studiesKo.ts'
import type { StudyCatalogue } from './studyCatalogue.ts'

/** The texts of the studies by language; fetched with the studies. */
export const studyCatalogues: Readonly<Record<Language, StudyCatalogue>> = { en: studiesEn, ko: studiesKo }
