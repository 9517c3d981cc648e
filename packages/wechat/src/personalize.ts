export type { Personalization, PersonalizeOptions } from '@qianmian/rules'
export { personalize } from '@qianmian/rules'
