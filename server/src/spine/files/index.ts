export {
  bytesOf,
  type Encoding,
  markedEncoding,
  openSource,
  type Reading,
  type Source,
  textOf,
  UnreadableFile,
} from './bytes.ts'
