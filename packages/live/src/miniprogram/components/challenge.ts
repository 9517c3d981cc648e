import { challenge } from '../../widgets/models/challenge.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([challenge]))
