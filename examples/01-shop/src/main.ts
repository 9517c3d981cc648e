import './styles/base.css'
import './styles/controls.css'
import './styles/bars.css'
import './styles/productCard.css'
import './styles/sheet.css'
import './styles/receipt.css'
import './styles/home.css'
import './styles/category.css'
import './styles/product.css'
import './styles/cart.css'
import './styles/checkout.css'
import './styles/order.css'
import './styles/member.css'
import { defineSlots } from './defineSlots.js'
import { element } from './element.js'
import { cartPage } from './pages/cartPage.js'
import { categoryPage } from './pages/categoryPage.js'
import { homePage } from './pages/homePage.js'
import { memberPage } from './pages/memberPage.js'
import { orderPage } from './pages/orderPage.js'
import { ordersPage } from './pages/ordersPage.js'
import { productPage } from './pages/productPage.js'
import { tabBar } from './parts/tabBar.js'
import { startRouter } from './router.js'

defineSlots()
const outlet = element('div', { class: 'outlet' })
const tabs = tabBar()
document.getElementById('app')!.append(outlet, tabs.node)
startRouter(
  outlet,
  [
    { name: 'Home', path: '/', open: homePage },
    { name: 'Category', path: '/category/:id', open: categoryPage },
    { name: 'Product', path: '/product/:id', open: productPage },
    { name: 'Cart', path: '/cart', open: cartPage },
    { name: 'Order', path: '/order/:id', open: orderPage },
    { name: 'Orders', path: '/orders', open: ordersPage },
    { name: 'Member', path: '/member', open: memberPage },
  ],
  tabs.mark,
)
