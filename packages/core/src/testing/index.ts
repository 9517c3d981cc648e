export { answer, createDisk, createMemoryPlatform, type Disk, type MemoryPlatform } from './createMemoryPlatform.js'
export { createMemoryWindow, type MemoryTab } from './createMemoryWindow.js'
export { platformContract, type Runner } from './platformContract.js'
export { happenings, playTabs } from './playTabs.js'
