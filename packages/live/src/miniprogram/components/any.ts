import { models } from '../../widgets/models/models.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

/** Every widget in one component, by the payload's type: for a slot that may show any of them. */
Component(widgetComponent(models))
