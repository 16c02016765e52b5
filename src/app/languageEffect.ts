import { loadCatalogue } from '../i18n/index.ts'
import { languageOf } from '../panels/useText.ts'
import { useStore } from '../state/store.ts'

/** Fetches the texts of the language wanted, now and whenever another one is; resolves when the first are there. */
export async function startLanguage(): Promise<void> {
  const load = async () => {
    try {
      await loadCatalogue(languageOf(useStore.getState()))
    } catch (error) {
      // The page goes on in the language it has.
      useStore.getState().notifyFailure(error)
    }
  }
  useStore.subscribe((state, before) => {
    if (languageOf(state) !== languageOf(before)) void load()
  })
  await load()
}
