/**
 * Common table expressions for every report. `known` says whose an anonymous id is: the user id's that appeared with it
 * (the first, where a device is shared) or that took it over by an alias.
 */
export const known = `
known AS (
  SELECT id, argMin(user_id, original_timestamp) AS known_user
  FROM (
    SELECT arrayJoin([anonymous_id, previous_id]) AS id, user_id, original_timestamp FROM events FINAL WHERE user_id != ''
  )
  WHERE id != ''
  GROUP BY id
)`

/** The person of a row that has been joined with `known` by its anonymous id. */
export const person = `multiIf(
    user_id != '', concat('user ', user_id),
    known_user != '', concat('user ', known_user),
    concat('anonymous ', anonymous_id))`

/**
 * Common table expressions for every report: `acts` has each `messageId` once, also while copies wait to be merged, with
 * its person, the user or, as long as none is known, the device.
 */
export const acts = `
once AS (SELECT * FROM events FINAL),
${known},
acts AS (
  SELECT once.*, ${person} AS person
  FROM once LEFT JOIN known ON once.anonymous_id = known.id
)`
