import { watchReward } from '../../widgets/models/watchReward.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([watchReward]))
