import type { Locator } from '@playwright/test'

/** Types into a field in place of what stands there, and enters it. */
export async function enter(field: Locator, text: string, key = 'Enter'): Promise<void> {
  await field.focus()
  await field.press('ControlOrMeta+a')
  await field.pressSequentially(text)
  await field.press(key)
}

/** Puts a text into a field at once, as pasting does. Playwright's `fill` is not noticed by React in Firefox. */
export async function fill(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, value) => {
    // React watches the element's own property; the one below it changes the value without its knowing.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set?.call(element, value)
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  }, text)
}

/** Puts a slider at a part (0 … 1) of its way with the mouse. */
export async function slideTo(slider: Locator, part: number): Promise<void> {
  await slider.scrollIntoViewIfNeeded()
  const box = await slider.boundingBox()
  if (!box) throw new Error('the slider is not drawn')
  // The middle of the thumb stays half its width away from the ends.
  const thumb = 16
  await slider.click({ position: { x: thumb / 2 + part * (box.width - thumb), y: box.height / 2 } })
}

type Place = readonly [x: number, y: number]

/** Puts a finger down on the target, moves it along the places (in the viewport), and lifts it. */
export async function touch(target: Locator, [start, ...way]: readonly Place[]): Promise<void> {
  const page = target.page()
  if (page.context().browser()?.browserType().name() === 'chromium') {
    const session = await page.context().newCDPSession(page)
    const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: Place | null) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] })
    await tell('touchStart', start)
    for (const at of way) await tell('touchMove', at)
    await tell('touchEnd', null)
    return
  }
  // Only a pointer that is there can be captured: the mouse, whose events are said to be a finger's.
  await target.evaluate((element) => {
    element.addEventListener('pointermove', (event) => {
      element.setAttribute('data-pointer', String((event as PointerEvent).pointerId))
    })
  })
  await page.mouse.move(...start)
  const pointerId = Number(await target.getAttribute('data-pointer'))
  const tell = (type: string, [clientX, clientY]: Place, buttons: number) =>
    target.dispatchEvent(type, {
      pointerId,
      pointerType: 'touch',
      button: type === 'pointermove' ? -1 : 0,
      isPrimary: true,
      bubbles: true,
      clientX,
      clientY,
      buttons,
    })
  await tell('pointerdown', start, 1)
  for (const at of way) await tell('pointermove', at, 1)
  await tell('pointerup', way.at(-1) ?? start, 0)
}
