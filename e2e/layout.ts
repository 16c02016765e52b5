import { expect, type Locator, type Page } from '@playwright/test'

/** Waits until fonts are there and what was asked to change is drawn: in the next frame but one at the latest. */
function settle(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })
}

/**
 * Fails with one line for every fault of the page as it is drawn: a scroll bar across, text or a control that is cut
 * off by what it stands in, words broken in two, and texts, controls, maps or panels that cover one another.
 */
export async function expectSoundLayout(page: Page, when: string): Promise<void> {
  await settle(page)
  expect(await page.evaluate(layoutFaults), when).toEqual([])
}

/** Runs in the page. */
function layoutFaults(): string[] {
  interface Box {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  interface Item {
    readonly element: Element
    readonly name: string
    readonly box: Box
    /** What of it may not be covered: the letters of a text without the room above and below them. */
    readonly core: Box
  }

  /** What is found out of an element, once: it is the same for all that stands in it. */
  function remembered<T>(known: Map<Element, T>, element: Element, find: () => T): T {
    let found = known.get(element)
    if (found === undefined) known.set(element, (found = find()))
    return found
  }

  const faults: string[] = []
  const root = document.documentElement
  /** Edges are rounded to device pixels, so that boxes that touch may overlap by one. */
  const tolerance = 1

  const describe = (element: Element) => {
    const name = element.getAttribute('aria-label') ?? element.textContent.trim()
    return `${element.tagName.toLowerCase()} "${name.slice(0, 40)}"`
  }
  const styles = new Map<Element, CSSStyleDeclaration>()
  const styleOf = (element: Element) => remembered(styles, element, () => getComputedStyle(element))
  const unhidden = new Map<Element, boolean>()
  /** Whether neither it nor what it stands in is there for screen readers alone. */
  const isUnhidden = (element: Element): boolean =>
    remembered(unhidden, element, () => {
      const { clipPath, clip, opacity, position } = styleOf(element)
      if (clipPath.startsWith('inset(50%') || (position === 'absolute' && clip.startsWith('rect(')))
        return false
      return opacity !== '0' && (!element.parentElement || isUnhidden(element.parentElement))
    })
  /** Whether it is drawn at all, and is not there for screen readers alone. */
  const isSeen = (element: Element): boolean =>
    isUnhidden(element) && element.checkVisibility({ visibilityProperty: true })
  const floating = new Map<Element, boolean>()
  const isFixed = (element: Element): boolean =>
    remembered(
      floating,
      element,
      () =>
        /fixed|sticky/.test(styleOf(element).position) ||
        (element.parentElement !== null && isFixed(element.parentElement)),
    )
  /** Whether it belongs to something that floats above the page. */
  const isFloating = (element: Element): boolean =>
    element.closest('dialog, details[open] > :not(summary), .tile-progress') !== null || isFixed(element)

  /** Which ends of the page's boxes an element cuts its contents at. */
  const findClip = (element: Element) => {
    const { overflowX, overflowY, contain } = styleOf(element)
    const paints = /paint|content|strict/.test(contain)
    const box = element.getBoundingClientRect()
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
    const overflows = overflowX !== 'visible' || overflowY !== 'visible'
    return {
      box,
      overflows,
      across: paints || overflowX !== 'visible',
      down: (paints || overflowY !== 'visible') && !scrolls(overflowY),
    }
  }
  const clips = new Map<Element, ReturnType<typeof findClip>>()
  const clipOf = (element: Element) => remembered(clips, element, () => findClip(element))
  const ancestorsOf = (element: Element): Element[] => {
    const found: Element[] = []
    for (let at = element.parentElement; at && at !== document.body && at !== root; at = at.parentElement)
      found.push(at)
    return found
  }
  const checkCut = ({ element, name, box }: Item, inside: readonly Element[]) => {
    for (const ancestor of inside) {
      const clip = clipOf(ancestor)
      const cutAcross =
        clip.across && (box.left < clip.box.left - tolerance || box.right > clip.box.right + tolerance)
      const cutDown =
        clip.down && (box.top < clip.box.top - tolerance || box.bottom > clip.box.bottom + tolerance)
      if (cutAcross || cutDown) {
        const by = ancestor.id || ancestor.className || ancestor.tagName
        faults.push(
          `cut: ${name} in ${describe(element.closest('article, section, header') ?? element)} by ${by}`,
        )
        return
      }
    }
    if (box.left < -tolerance || box.right > root.clientWidth + tolerance) faults.push(`outside: ${name}`)
  }

  // Scroll bars across.
  for (const element of [root, ...document.body.querySelectorAll('*')]) {
    const { overflowX } = element === root ? { overflowX: 'auto' } : styleOf(element)
    if (!/auto|scroll|hidden|clip/.test(overflowX) || !isSeen(element)) continue
    if (element.scrollWidth <= element.clientWidth + tolerance || element.clientWidth <= 1) continue
    if (element.matches('select, input')) continue
    faults.push(`wider than its box: ${element.className || element.tagName} ${describe(element)}`)
  }

  const items: Item[] = []
  /** What of a box is in view. */
  const seen = (box: Box, inside: readonly Element[]): Box => {
    let { left, top, right, bottom } = box
    for (const ancestor of inside) {
      const { overflows, box: clip } = clipOf(ancestor)
      if (!overflows) continue
      left = Math.max(left, clip.left)
      right = Math.min(right, clip.right)
      top = Math.max(top, clip.top)
      bottom = Math.min(bottom, clip.bottom)
    }
    return { left, top, right, bottom }
  }
  /** Checks that it is whole, and keeps what of it is in view for the comparison with the others. */
  const add = (element: Element, name: string, box: Box, shrink: number) => {
    const inset = (box.bottom - box.top) * shrink
    const core = { left: box.left, right: box.right, top: box.top + inset, bottom: box.bottom - inset }
    const inside = ancestorsOf(element)
    checkCut({ element, name, box, core }, inside)
    items.push({ element, name, box, core: seen(core, inside) })
  }

  // Every line of text, drawn ones included.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || !node.textContent?.trim()) continue
    if (element.closest('option, script, noscript, .katex, svg, .skip')) continue
    if (!isSeen(element) || isFloating(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const lines = range.getClientRects()
    // A word goes to the next line as a whole, unless it is no word at all.
    if (lines.length > 1)
      for (const { 0: word, index } of node.textContent.matchAll(/\p{L}{2,24}/gu)) {
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top)
        if (Math.max(...tops) - Math.min(...tops) > 4) faults.push(`broken: the word "${word}"`)
      }
    for (const box of lines)
      if (box.width > 0) add(element, `text "${node.textContent.trim().slice(0, 40)}"`, box, 0.22)
  }
  for (const element of document.querySelectorAll('.katex, svg text')) {
    if (!isSeen(element)) continue
    const box = element.getBoundingClientRect()
    if (element.matches('.katex')) {
      add(element, `formula "${element.textContent.slice(-30)}"`, box, 0.2)
      continue
    }
    // The box of drawn text is larger than its letters, and in Firefox rounded up to whole units of a tiny font.
    const room = 3 + 0.15 * box.height
    const letters = {
      left: box.left + 3,
      right: box.right - 3,
      top: box.top + room,
      bottom: box.bottom - room,
    }
    checkCut(
      { element, name: `drawn text "${element.textContent}"`, box: letters, core: letters },
      ancestorsOf(element),
    )
  }

  /** The list as wide as what is chosen in it. */
  const choiceAlone = (select: HTMLSelectElement) => {
    const alone = select.cloneNode(false) as HTMLSelectElement
    const chosen = select.selectedOptions[0]?.cloneNode(true)
    if (chosen) alone.append(chosen)
    alone.style.cssText = 'position: absolute; width: max-content; max-width: none'
    return alone
  }
  // Controls and maps.
  const choices: { readonly select: HTMLSelectElement; readonly alone: HTMLSelectElement }[] = []
  for (const element of document.querySelectorAll(
    'button, select, input, summary, progress, [role="grid"], canvas',
  )) {
    if (!isSeen(element) || isFloating(element)) continue
    add(element, describe(element), element.getBoundingClientRect(), 0)
    if (element.matches('input[type="text"]') && element.scrollWidth > element.clientWidth + tolerance)
      faults.push(`cut: the text of ${describe(element)} ${(element as HTMLInputElement).value}`)
    if (element instanceof HTMLSelectElement) choices.push({ select: element, alone: choiceAlone(element) })
  }
  // All at once: the page is laid out anew once, not for every one.
  for (const { select, alone } of choices) select.after(alone)
  for (const { select, alone } of choices)
    if (alone.offsetWidth > select.offsetWidth + tolerance)
      faults.push(`cut: the choice "${alone.textContent}"`)
  for (const { alone } of choices) alone.remove()
  // Panels.
  for (const element of document.querySelectorAll(
    'article, section, header, footer, aside, [role="toolbar"]',
  ))
    if (isSeen(element) && !isFloating(element)) {
      const box = element.getBoundingClientRect()
      items.push({ element, name: `panel ${describe(element)}`, box, core: seen(box, ancestorsOf(element)) })
    }

  /** Numbers in neighbouring cells of a table must not read as one. */
  const leastGap = 4
  const isCell = (element: Element) => element.matches('td, th')
  for (let a = 0; a < items.length; a++)
    for (let b = a + 1; b < items.length; b++) {
      const [first, second] = [items[a], items[b]]
      const across =
        Math.min(first.core.right, second.core.right) - Math.max(first.core.left, second.core.left)
      if (across <= -leastGap) continue
      const down = Math.min(first.core.bottom, second.core.bottom) - Math.max(first.core.top, second.core.top)
      if (down <= tolerance) continue
      if (first.element.contains(second.element) || second.element.contains(first.element)) continue
      if (across > tolerance)
        faults.push(`overlap by ${across.toFixed(1)} × ${down.toFixed(1)}: ${first.name} and ${second.name}`)
      else if (isCell(first.element) && isCell(second.element))
        faults.push(`no room between ${first.name} and ${second.name}`)
    }
  return [...new Set(faults)]
}

/** Fails if the page or any part of it would have to be scrolled to be seen whole. */
export async function expectNothingScrolls(page: Page, when: string): Promise<void> {
  await settle(page)
  const scrolling = await page.evaluate(() =>
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { overflowY } = getComputedStyle(element)
        const scrolls = element === document.documentElement || overflowY === 'auto' || overflowY === 'scroll'
        return scrolls && element.checkVisibility() && element.scrollHeight > element.clientHeight + 1
      })
      .map((element) => `${element.tagName} ${element.className}: ${element.scrollHeight}`),
  )
  expect(scrolling, when).toEqual([])
}

/** Fails unless each of these elements is seen whole, with nothing scrolled. */
export async function expectInView(page: Page, elements: Locator, when: string): Promise<void> {
  await settle(page)
  const boxes = await elements.evaluateAll((all) =>
    all.map((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      let [first, last] = [0, window.innerHeight]
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowY === 'visible') continue
        const clip = at.getBoundingClientRect()
        first = Math.max(first, clip.top)
        last = Math.min(last, clip.bottom)
      }
      const name = element.getAttribute('aria-label') ?? element.textContent
      return { name, top, bottom, seen: top >= first - 1 && bottom <= last + 1 }
    }),
  )
  expect(boxes.length).toBeGreaterThan(0)
  expect(
    boxes.filter(({ seen }) => !seen),
    when,
  ).toEqual([])
}
