/** Counts and money fit a double, so reports give them as numbers. */
export const readSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
} as const

/** A table that an operator has partitioned by month takes years in one batch: the engine's limit of 100 is lifted. */
export const insertSettings = { max_partitions_per_insert_block: '0' } as const
