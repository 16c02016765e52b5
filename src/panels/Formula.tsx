import { useEffect, useRef, useState } from 'react'
import type katex from 'katex'

let loading: Promise<typeof katex> | null = null
let loaded: typeof katex | null = null

/** KaTeX with its style sheet, fetched once, after the page stands. */
function loadKatex() {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([module]) => {
    loaded = module.default
    return loaded
  })
  return loading
}

/** A formula given as TeX, in one line. Its place is kept until the typesetter has come. */
export function Formula({ tex, label }: { readonly tex: string; readonly label?: string }) {
  const element = useRef<HTMLSpanElement>(null)
  const [typesetter, setTypesetter] = useState(() => loaded)
  useEffect(() => {
    if (typesetter) return undefined
    let here = true
    void loadKatex().then((found) => here && setTypesetter(() => found))
    return () => {
      here = false
    }
  }, [typesetter])
  useEffect(() => {
    if (!typesetter || !element.current) return
    typesetter.render(tex, element.current, {
      throwOnError: false,
      trust: false,
      maxSize: 10,
      maxExpand: 200,
    })
  }, [typesetter, tex])
  return <span ref={element} className="formula" {...(label ? { 'aria-label': label, role: 'math' } : {})} />
}
