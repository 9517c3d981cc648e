/**
 * Common table expressions for every report. `known` says whose an anonymous id is: the user id's that appeared with it
 * (the first, where a device is shared) or that took it over by an alias; and where that was itself taken over by an alias,
 * as an openid is by the user that it turns out to be, that one's.
 */
export const known = `
named AS (
  SELECT id, argMin(user_id, original_timestamp) AS named_user
  FROM (
    SELECT arrayJoin([anonymous_id, previous_id]) AS id, user_id, original_timestamp FROM events FINAL WHERE user_id != ''
  )
  WHERE id != ''
  GROUP BY id
),
aliased AS (
  SELECT previous_id AS id, argMin(user_id, original_timestamp) AS alias_user
  FROM events FINAL WHERE type = 'alias' AND user_id != ''
  GROUP BY id
),
known AS (
  SELECT named.id AS id, if(alias_user != '', alias_user, named_user) AS known_user
  FROM named LEFT JOIN aliased ON named.named_user = aliased.id
)`

/** The person of a row that has been joined with `known` by its anonymous id. */
export const person = `multiIf(
    user_id != '', concat('user ', user_id),
    known_user != '', concat('user ', known_user),
    concat('anonymous ', anonymous_id))`

/**
 * Common table expressions for every report: `acts` has each `messageId` once, also while copies wait to be merged, with
 * its person, the user or, as long as none is known, the device. An alias is an act of the person, not of the id in it.
 */
export const acts = `
once AS (SELECT * FROM events FINAL),
${known},
acts AS (
  SELECT once.*, if(type = 'alias' AND known_user != '', concat('user ', known_user), ${person}) AS person
  FROM once LEFT JOIN known ON once.anonymous_id = known.id
)`
