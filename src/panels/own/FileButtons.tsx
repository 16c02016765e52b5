import { useText } from '../useText.ts'
import { openFile, saveDocument } from './files.ts'
import { OpenButton } from './OpenButton.tsx'

/** Opens and saves files. */
export function FileButtons() {
  const text = useText().own.files
  return (
    <>
      <OpenButton
        text={text.open}
        title={text.openTitle}
        accept=".json,.csv,.tsv,.txt,.dat,application/json,text/*"
        onFile={(file) => void openFile(file)}
      />
      <button type="button" className="button" title={text.saveTitle} onClick={() => void saveDocument()}>
        {text.save}
      </button>
    </>
  )
}
