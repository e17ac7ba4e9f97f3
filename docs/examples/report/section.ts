/** A part of the report. */
export interface Section {
  readonly title: string;
  /** The one thing to remember; `undefined` if there is none. */
  readonly inShort: string | undefined;
  /** Paragraphs and tables. */
  readonly body: readonly string[];
}
