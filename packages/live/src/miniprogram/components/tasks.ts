import { tasks } from '../../widgets/models/tasks.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([tasks]))
