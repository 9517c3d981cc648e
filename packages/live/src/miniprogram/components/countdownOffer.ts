import { countdownOffer } from '../../widgets/models/countdownOffer.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

Component(widgetComponent([countdownOffer]))
