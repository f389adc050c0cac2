const mb = 1024 * 1024;

/** How many bytes a body may have, by what a verb takes in. What its verb does not say is small. */
export const bodyBytes = {
  /** What a person says, or one thing that is logged. */
  small: 2 * mb,
  /** Many at once: a batch of points, hundreds of tags or params, a model's description. */
  batch: 16 * mb,
  /** Datasets, whose profiles alone have up to 16 MB each. */
  datasets: 64 * mb,
} as const;

export type BodySize = keyof typeof bodyBytes;
