import { product } from '../../widgets/models/product.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([product]))
