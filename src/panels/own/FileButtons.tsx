import { documentOf } from '../../config/document.ts'
import { shownDocument } from '../../state/ownData.ts'
import { useStore } from '../../state/store.ts'
import { useText } from '../useText.ts'
import { download } from './download.ts'
import { OpenButton } from './OpenButton.tsx'
import { openFile } from './openFile.ts'

/** Opens and saves files. */
export function FileButtons() {
  const text = useText().own.files
  const save = () =>
    download(
      'hessian.json',
      `${JSON.stringify(documentOf(shownDocument(useStore.getState())))}\n`,
      'application/json',
    )
  return (
    <>
      <OpenButton
        text={text.open}
        title={text.openTitle}
        accept=".json,.csv,.tsv,.txt,.dat,application/json,text/*"
        onFile={(file) => void openFile(file)}
      />
      <button type="button" className="button" title={text.saveTitle} onClick={save}>
        {text.save}
      </button>
    </>
  )
}
