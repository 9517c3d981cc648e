import { leaderboard } from '../../widgets/models/leaderboard.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([leaderboard]))
