import { coupon } from '../../widgets/models/coupon.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([coupon]))
