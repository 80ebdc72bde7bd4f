export { openSeal, type Seal, sealOf, Unsealable } from './seal.ts'
