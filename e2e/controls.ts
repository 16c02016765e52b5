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
