import { weightName } from '../../i18n/notation.ts'
import type { StudyCatalogue } from '../../i18n/studyCatalogue.ts'
import { placeOf } from '../../network/network.ts'
import type { Network } from '../../network/network.ts'

/** What a word of a list names: a weight with its symbol, a data point by its number, or one that was added. */
export function itemName(
  word: string,
  of: 'weights' | 'patterns',
  words: StudyCatalogue,
  network: Network | undefined,
): string {
  if (of === 'patterns')
    return word.startsWith('+') ? words.added(word.slice(2).replace(':', ', ')) : words.pattern(word)
  const nth = Number(word) - 1
  return network && nth < network.W ? `${word} · ${weightName(placeOf(network, nth))}` : word
}
