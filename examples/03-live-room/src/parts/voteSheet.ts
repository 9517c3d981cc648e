import { element } from '../../../01-shop/src/element.js'
import { openSheet } from '../../../01-shop/src/parts/sheet.js'

/** The vote that is on, in a panel. */
export function voteSheet(): void {
  openSheet('投票', element('qm-slot' as 'div', { name: 'live_vote', class: 'voting' }))
}
