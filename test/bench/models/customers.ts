import { bgNbd, gammaGamma, type ValuedHistories } from 'custometry';

export const BETA = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
export const SPENDING = { p: 6.25, q: 3.74, gamma: 15.44 };

/** Customers observed for 27 to 39 weeks, hardly two of them for as long: as many and as loyal as CDNOW's. */
export function customers(size: number): ValuedHistories & { readonly observed: Float64Array } {
  const observed = Float64Array.from({ length: size }, (_, i) => 27 + 12 * ((i * 0.6180339887498949) % 1));
  const { histories } = bgNbd.simulate(BETA, { observed });
  return { ...histories, observed, ...gammaGamma.simulate(SPENDING, { repeats: histories.repeats }) };
}

/** 1,000 as 1,000. */
export const many = (size: number): string => `${size.toLocaleString('en')} customers`;
