/** A text for every code of a union, made from what belongs to the code; a code without a text does not compile. */
export type TextsOf<Union extends { readonly code: string }> = {
  readonly [Code in Union['code']]: (values: Extract<Union, { readonly code: Code }>) => string
}

export function textOf<Union extends { readonly code: string }>(texts: TextsOf<Union>, told: Union): string {
  // Code and values belong together, which the union does not say of its parts.
  const text = texts[told.code as Union['code']] as (values: Union) => string
  return text(told)
}
