import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultConfiguration } from '../config/defaults.ts'
import { configurationOf, useStore } from '../state/store.ts'
import { startChanges } from './changeEffect.ts'
import { startKeyboard } from './keyboard.ts'
import { restoreSession, startSession } from './sessionEffect.ts'
import type { SessionStore } from './sessionEffect.ts'

const state = () => useStore.getState()

/** A storage with room for so many characters. */
class Storage implements SessionStore {
  text: string | null = null
  constructor(readonly room = Infinity) {}
  getItem = () => this.text
  setItem = (_: string, text: string) => {
    if (text.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.text = text
  }
  removeItem = () => {
    this.text = null
  }
}

class Target extends EventTarget {
  constructor(readonly kind: string) {
    super()
  }
  isContentEditable = false
  matches = (selector: string) => selector.split(',').some((one) => one.trim().startsWith(this.kind))
}

let page: EventTarget & { location: { hash: string } }
let papers: EventTarget & { visibilityState: string; querySelector: () => unknown }
let effects: { stop: () => void }[] = []

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { location: { hash: '' } })
  papers = Object.assign(new EventTarget(), { visibilityState: 'visible', querySelector: () => null })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', papers)
  vi.stubGlobal('HTMLElement', Target)
  state().open(defaultConfiguration)
  state().forgetChanges()
})
afterEach(() => {
  for (const effect of effects) effect.stop()
  effects = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a reload', () => {
  it('goes on where the tab was, unless the address asks for something else', async () => {
    const storage = new Storage()
    effects.push(startSession(() => storage))
    page.location.hash = '#v=1&old'
    state().setWeightDecay(0.4)
    state().endChange()
    state().setLayers([1, 2, 1], ['tanh'])
    vi.advanceTimersByTime(500)
    const before = configurationOf(state())
    for (const [hash, restored] of [
      ['', true],
      ['#v=1&old', true],
      ['#v=1&new', false],
    ] as const) {
      state().open(defaultConfiguration)
      state().forgetChanges()
      expect(await restoreSession(() => storage, hash), hash).toBe(restored)
      expect(state().problem.weightDecay).toBe(restored ? 0.4 : 0)
      if (restored) expect(configurationOf(state())).toEqual(before)
      expect(state().past).toHaveLength(restored ? 2 : 0)
    }
  })

  it('loses nothing when the page is left before it has settled', () => {
    const storage = new Storage()
    effects.push(startSession(() => storage))
    state().setWeightDecay(0.4)
    expect(storage.text).toBeNull()
    page.dispatchEvent(new Event('pagehide'))
    expect(storage.text).toContain('decay=0.4')
    state().setWeightDecay(0.5)
    papers.visibilityState = 'hidden'
    papers.dispatchEvent(new Event('visibilitychange'))
    expect(storage.text).toContain('decay=0.5')
  })

  it('is prepared for while something moves on and on', () => {
    const storage = new Storage()
    effects.push(startSession(() => storage))
    for (let k = 0; k < 50; k++) {
      state().setWeightDecay(k / 100)
      vi.advanceTimersByTime(100)
    }
    expect(storage.text).not.toBeNull()
  })

  it('keeps fewer changes where there is little room, and nothing where there is none', () => {
    for (let k = 0; k < 60; k++) state().setWeightSeed(k)
    const small = new Storage(8000)
    effects.push(startSession(() => small))
    const none = new Storage(10)
    none.text = 'of old'
    effects.push(startSession(() => none))
    state().setWeightSeed(99)
    vi.advanceTimersByTime(500)
    expect(small.text?.length).toBeLessThanOrEqual(8000)
    expect(small.text).toContain('weight-seed=99')
    expect(none.text).toBeNull()
  })

  it('does without a storage, and without what is corrupt', async () => {
    const refused = () => {
      throw new DOMException('no', 'SecurityError')
    }
    effects.push(startSession(refused))
    state().setWeightDecay(0.4)
    vi.advanceTimersByTime(500)
    expect(await restoreSession(refused, '')).toBe(false)
    const corrupt = new Storage()
    expect(await restoreSession(() => corrupt, '')).toBe(false)
    corrupt.text = '{"version":1,'
    expect(await restoreSession(() => corrupt, '')).toBe(false)
    expect(state().problem.weightDecay).toBe(0.4)
  })
})

describe('the keys of undo', () => {
  const press = (key: string, held: Partial<KeyboardEvent>, target: EventTarget | null = null) => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), {
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      ...held,
    })
    if (target) Object.defineProperty(event, 'target', { value: target })
    page.dispatchEvent(event)
    return event.defaultPrevented
  }
  const decay = () => state().problem.weightDecay

  it('undo and redo, on every system', () => {
    effects.push(startKeyboard(() => {}))
    state().setWeightDecay(0.4)
    expect(press('z', { ctrlKey: true })).toBe(true)
    expect(decay()).toBe(0)
    press('Z', { metaKey: true, shiftKey: true })
    expect(decay()).toBe(0.4)
    press('z', { metaKey: true })
    expect(decay()).toBe(0)
    press('y', { ctrlKey: true })
    expect(decay()).toBe(0.4)
    press('Z', { ctrlKey: true, shiftKey: true })
    expect(decay()).toBe(0.4)
    expect(press('y', { metaKey: true })).toBe(false)
    expect(press('z', { ctrlKey: true, altKey: true })).toBe(false)
    expect(decay()).toBe(0.4)
  })

  it('are left to a text field, and rest while a dialog is open', () => {
    effects.push(startKeyboard(() => {}))
    state().setWeightDecay(0.4)
    expect(press('z', { ctrlKey: true }, new Target('textarea'))).toBe(false)
    expect(press('z', { ctrlKey: true }, new Target('input'))).toBe(false)
    expect(decay()).toBe(0.4)
    papers.querySelector = () => ({})
    expect(press('z', { ctrlKey: true })).toBe(true)
    expect(decay()).toBe(0.4)
    papers.querySelector = () => null
    press('z', { ctrlKey: true }, new Target('button'))
    expect(decay()).toBe(0)
  })
})

describe('one change ends', () => {
  it('when the pointer is lifted, or after a rest of the keys', () => {
    effects.push(startChanges())
    state().setWeightDecay(0.1)
    state().setWeightDecay(0.2)
    page.dispatchEvent(new Event('pointerup'))
    state().setWeightDecay(0.3)
    vi.advanceTimersByTime(600)
    state().setWeightDecay(0.4)
    expect(state().past).toHaveLength(2)
    vi.advanceTimersByTime(700)
    state().setWeightDecay(0.5)
    expect(state().past).toHaveLength(3)
  })
})
