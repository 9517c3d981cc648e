import { checkIn } from '../../widgets/models/checkIn.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([checkIn]))
