/** Has the browser save a text as a file of this name. */
export function download(name: string, text: string, type: string) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The click has begun the download; the address is no longer needed once the browser has followed it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
