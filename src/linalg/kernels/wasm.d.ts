/** A compiled module as a data: address, in the page, in a worker and in Node alike. */
declare module '*.wasm?url&inline' {
  const address: string
  export default address
}
