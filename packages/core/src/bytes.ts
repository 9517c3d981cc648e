/** An upper bound of a string's length in UTF-8: three bytes for every unit beyond ASCII. */
export function bytes(text: string): number {
  return text.replace(/[\u0080-\uffff]/g, '***').length
}
