import type { NameKind } from '../check/issueValues.js'

/** Where a document defines its names. */
export const SECTIONS: { readonly [kind in NameKind]: string } = {
  trait: 'traits',
  tag: 'tags',
  audience: 'audiences',
  slot: 'slots',
  group: 'groups',
  savedGroup: 'savedGroups',
  channel: 'channels',
  experience: 'experiences',
}
