import { redPacket } from '../../widgets/models/redPacket.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([redPacket]))
