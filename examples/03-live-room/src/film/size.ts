/** A frame's size: as high for its width as a phone. */
export const WIDTH = 390
export const HEIGHT = 844
