/** A change of a Net Promoter Score with its interval and test. */
export interface NpsChange {
  /** The score after minus the score before: points from −200 to 200, positive for a rise. */
  readonly value: number;
  /** The lower confidence limit of the change among all customers: points. */
  readonly lower: number;
  /** The upper confidence limit of the change among all customers: points. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
  /**
   * The two-sided p-value: how likely a change at least as clear as this one is where nothing has changed. Below
   * 1 − confidence exactly when the interval excludes 0.
   */
  readonly pValue: number;
}
