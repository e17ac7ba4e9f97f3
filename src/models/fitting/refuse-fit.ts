/** @internal Throws where a whole fit is given for its parameters: an easy slip, of which the fields alone would say nothing. */
export function refuseFit(parameters: unknown, caller: string): void {
  if (typeof parameters !== 'object' || parameters === null) return;
  const came = 'parameters' in parameters ? 'a fit' : 'fit' in parameters ? 'a model and its fit' : undefined;
  if (came === undefined) return;
  throw new TypeError(`${caller}: parameters must be those of a model, got ${came}: pass fit.parameters`);
}
