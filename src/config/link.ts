export { decodeLink } from './decodeLink.ts'
export type { DecodedLink } from './decodeLink.ts'
export { encodeLink } from './encodeLink.ts'
export type { Notice, NoticeCode } from './notice.ts'
