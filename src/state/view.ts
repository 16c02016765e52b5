import type { StateCreator } from 'zustand'
import type {
  HidablePart,
  Language,
  StudyConfiguration,
  Theme,
  ViewConfiguration,
} from '../config/configuration.ts'
import type { WrongField } from '../config/wrongField.ts'
import type { Notice } from '../config/notice.ts'
import type { MethodId } from '../hessian/index.ts'
import type { WeightsRefusal } from '../network/weightsFile.ts'
import type { State } from './store.ts'

export interface Cell {
  readonly row: number
  readonly column: number
}

/** What the page has to say that is not part of a tile. */
export type Message =
  /** A change that was not made: `width` units in the widest hidden layers would fit. */
  | { readonly kind: 'too-large'; readonly W: number; readonly limit: number; readonly width: number }
  /** A change that was made with smaller hidden layers. */
  | {
      readonly kind: 'narrowed'
      readonly W: number
      readonly limit: number
      readonly layers: readonly number[]
    }
  | { readonly kind: 'too-many-layers' }
  /** A method that was not shown: there are as many maps as can be read. */
  | { readonly kind: 'too-many-maps' }
  | { readonly kind: 'link'; readonly notices: readonly Notice[] }
  | { readonly kind: 'copy-failed' }
  /** A file that is not the JSON it looks like. */
  | { readonly kind: 'not-json'; readonly name: string }
  | {
      readonly kind: 'file-too-large'
      readonly name: string
      readonly megabytes: number
      readonly limit: number
    }
  /** A document with a wrong field. */
  | { readonly kind: 'document'; readonly name: string; readonly wrong: WrongField }
  | { readonly kind: 'weights'; readonly refusal: WeightsRefusal }
  /** Points that were neither added, for there are `limit` of them, nor removed, for the last ones stay. */
  | { readonly kind: 'points'; readonly text: 'full' | 'last'; readonly limit: number }
  /** A worker or a part of the page that reads files or functions has failed. */
  | { readonly kind: 'reading-failed'; readonly reason: string }
  /** Something typed into a number field: not a number, or out of its range. */
  | { readonly kind: 'typed'; readonly label: string; readonly given: string; readonly used: string }

export interface ViewSlice {
  readonly view: ViewConfiguration
  /** The entry under the pointer or the map's cursor; not shared, gives way to nothing else. */
  readonly hovered: Cell | null
  readonly hoveredPoint: number | null
  readonly message: Message | null
  setLanguage: (language: Language) => void
  setTheme: (theme: Theme | null) => void
  /** Pins an entry, in the map of a method whose account of it is then opened, or releases it. */
  select: (cell: Cell | null, of?: MethodId) => void
  hover: (cell: Cell | null) => void
  hoverPoint: (index: number | null) => void
  showDetails: (id: MethodId | null) => void
  /** Shows the error of the method asked about in its parts, or the maps again. */
  showParts: (parts: boolean) => void
  showAccount: (account: MethodId | null) => void
  choosePoint: (point: number | null) => void
  /** Opens a study in place of the comparison, or goes back to it. */
  showStudy: (study: StudyConfiguration | null) => void
  setPresenting: (presenting: boolean) => void
  togglePart: (part: HidablePart) => void
  notify: (message: Message | null) => void
  /** Tells that a part of the page that reads or computes something has failed. */
  notifyFailure: (error: unknown) => void
}

/** In a presentation everything but the maps is folded away at first. */
const foldedWhenPresenting: readonly HidablePart[] = ['data', 'network', 'training', 'entry']

export const viewSlice =
  (initial: ViewConfiguration): StateCreator<State, [], [], ViewSlice> =>
  (set, get) => {
    const change = (part: Partial<ViewConfiguration>) =>
      set((state) => ({ view: { ...state.view, ...part } }))
    return {
      view: initial,
      hovered: null,
      hoveredPoint: null,
      message: null,
      setLanguage: (language) => change({ language }),
      setTheme: (theme) => change({ theme }),
      select: (selection, of) => change(of && of !== 'exact' ? { selection, account: of } : { selection }),
      hover: (hovered) => {
        const old = get().hovered
        if (old?.row !== hovered?.row || old?.column !== hovered?.column) set({ hovered })
      },
      hoverPoint: (hoveredPoint) => set({ hoveredPoint }),
      showDetails: (details) => change({ details, parts: false }),
      showParts: (parts) => change({ parts }),
      showAccount: (account) => change({ account }),
      choosePoint: (point) => change({ point }),
      showStudy: (study) => change({ study }),
      setPresenting: (presenting) => change({ presenting, hidden: presenting ? foldedWhenPresenting : [] }),
      togglePart: (part) => {
        const { hidden } = get().view
        change({
          hidden: hidden.includes(part) ? hidden.filter((other) => other !== part) : [...hidden, part],
        })
      },
      notify: (message) => set({ message }),
      notifyFailure: (error) =>
        set({
          message: { kind: 'reading-failed', reason: error instanceof Error ? error.message : String(error) },
        }),
    }
  }
