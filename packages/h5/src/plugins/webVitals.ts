import type { Plugin } from '@qianmian/core'
import { type MetricType, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'

/**
 * Records Google's web vitals as `Web Vital Measured`, each when it is final, at the latest when the page is left: `metric`
 * (`CLS`, a number; `FCP`, `INP`, `LCP`, `TTFB`, in ms), `value`, `rating`, and how the page was reached.
 */
export function webVitals(): Plugin {
  return {
    name: 'webVitals',
    setup({ client }) {
      let on = true
      // What it began to observe it does not end; it is not listened to any more.
      const record = ({ name, value, rating, navigationType }: MetricType) => {
        const rounded = Math.round(value * 1000) / 1000
        if (on) client.track('Web Vital Measured', { metric: name, value: rounded, rating, navigation: navigationType })
      }
      for (const measure of [onCLS, onFCP, onINP, onLCP, onTTFB]) measure(record)
      return () => {
        on = false
      }
    },
  }
}
