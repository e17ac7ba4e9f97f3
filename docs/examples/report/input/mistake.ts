/** An error that the person at the keyboard can mend: in an option or a file. Its message is one line and complete. */
export function mistake(message: string): Error {
  return Object.assign(new Error(message), { name: 'Mistake' });
}
