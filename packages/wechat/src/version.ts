/** The package's version, as events carry it in `context.library`. */
export const version = '0.0.0'
