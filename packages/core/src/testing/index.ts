export { answer, createDisk, createMemoryPlatform, type Disk, type MemoryPlatform } from './createMemoryPlatform.js'
export { platformContract, type Runner } from './platformContract.js'
