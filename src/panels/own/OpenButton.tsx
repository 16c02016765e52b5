import { useRef } from 'react'

export interface OpenButtonProps {
  readonly text: string
  /** What can be opened. */
  readonly title?: string
  /** File types, as in an accept attribute. */
  readonly accept: string
  readonly onFile: (file: File) => void
}

/** A button that lets a file be chosen. */
export function OpenButton({ text, title, accept, onFile }: OpenButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button" title={title} onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={title ?? text}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file can be chosen again.
          event.currentTarget.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
