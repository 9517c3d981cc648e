export type { ActivityAnswer, ActivityRequest, ActivityServer, ActivityState, Refusal } from '../widgets/activity.js'
export {
  type ActivityPort,
  type CollectorActivitiesOptions,
  collectorActivities,
} from '../widgets/collectorActivities.js'
export { type Activities, type ActivitiesOptions, createActivities } from '../widgets/createActivities.js'
export { defineWidgets } from './definedActivities.js'
