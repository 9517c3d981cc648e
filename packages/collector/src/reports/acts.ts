/**
 * Common table expressions for every report. `once` has each `messageId` once, also while copies wait to be merged.
 * `acts` adds the person: the user id, or the one that appeared with this anonymous id (the first, where a device is
 * shared) or took it over by an alias, or else the anonymous id.
 */
export const acts = `
once AS (SELECT * FROM events FINAL),
known AS (
  SELECT id, argMin(user_id, original_timestamp) AS known_user
  FROM (SELECT arrayJoin([anonymous_id, previous_id]) AS id, user_id, original_timestamp FROM once WHERE user_id != '')
  WHERE id != ''
  GROUP BY id
),
acts AS (
  SELECT once.*, multiIf(
    user_id != '', concat('user ', user_id),
    known_user != '', concat('user ', known_user),
    concat('anonymous ', anonymous_id)) AS person
  FROM once LEFT JOIN known ON once.anonymous_id = known.id
)`
