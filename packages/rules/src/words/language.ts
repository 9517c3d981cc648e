/** The languages that results and issues can be told in. */
export type Language = 'en' | 'zh'
