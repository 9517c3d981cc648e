import { vote } from '../../widgets/models/vote.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([vote]))
