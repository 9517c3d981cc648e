import { lottery } from '../../widgets/models/lottery.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([lottery]))
