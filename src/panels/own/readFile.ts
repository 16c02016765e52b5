import { InputError, parseDocument, prepareDocument } from '../../config/document.ts'
import { parseWeights } from '../../network/weightsFile.ts'
import { useStore } from '../../state/store.ts'

/** Bytes of JSON that are read at once: a problem of the most weights and points has a tenth of them. */
const mostBytes = 20e6
/** Bytes by which JSON is told from a table. */
const sniffedBytes = 256

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'format')
}

/** Opens a document (parsed JSON); a wrong one is told and changes nothing. */
async function openDocument(name: string, value: unknown) {
  const { openDocument: show, notify } = useStore.getState()
  try {
    await prepareDocument(value)
    show(parseDocument(value))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { field, expected, found } = error
    notify({ kind: 'document', name, wrong: { field, expected, found } })
  }
}

/** Sets the weights from a text of JSON, in whichever form; what does not fit is told and changes nothing. */
function openWeights(value: unknown) {
  const { network, setWeights, notify, endChange } = useStore.getState()
  const read = parseWeights(value, network)
  if (read.kind === 'refused') return notify({ kind: 'weights', refusal: read.refusal })
  endChange()
  setWeights(read.w)
  endChange()
  notify(null)
}

/** What the text is of: a problem where it says so, weights otherwise. */
export async function readJson(name: string, text: string): Promise<void> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return useStore.getState().notify({ kind: 'not-json', name })
  }
  if (isDocument(value)) await openDocument(name, value)
  else openWeights(value)
}

/** Opens a file by what is in it: a problem, weights, or else a table, which is shown before it is used. */
export async function readFile(file: File): Promise<void> {
  const { readTable, openDialog, notify } = useStore.getState()
  const start = await file.slice(0, sniffedBytes).text()
  if (!/^\ufeff?\s*[[{]/.test(start) && !/\.json$/i.test(file.name)) {
    openDialog('table')
    readTable({ file, form: {} })
  } else if (file.size > mostBytes)
    notify({
      kind: 'file-too-large',
      name: file.name,
      megabytes: file.size / 1e6,
      limit: mostBytes / 1e6,
    })
  else await readJson(file.name, await file.text())
}
