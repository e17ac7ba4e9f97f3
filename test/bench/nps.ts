import { npsCounts, npsCountsBy, npsDifference, npsEstimate, rakeWeights, ratingHistogram } from 'custometry';
import { compare, sampleRatings } from './measure.js';

/** Ratings: counts, estimates, weights. */
export async function nps(): Promise<void> {
  for (const size of [1_000, 1_000_000, 100_000_000]) {
    const bytes = sampleRatings(size);
    let checksum = 0;
    await compare(`npsCounts of ${size.toLocaleString('en')} ratings`, size, {
      Uint8Array: () => npsCounts(bytes),
      'for scale: only reading the bytes': () => {
        let sum = 0;
        for (let i = 0; i < bytes.length; i++) sum += bytes[i] as number;
        checksum += sum;
      },
    });
    if (checksum < 0) console.log(checksum);
  }

  for (const size of [1_000, 100_000, 10_000_000]) {
    const array = Array.from(sampleRatings(size));
    await compare(`npsCounts of ${size.toLocaleString('en')} ratings`, size, {
      'array of numbers': () => npsCounts(array),
    });
  }

  for (const size of [1_000, 100_000]) {
    const array = Array.from(sampleRatings(size));
    const rows = array.map((rating, index) => ({ rating, segment: `segment ${index % 100}` }));
    await compare(`other containers, ${size.toLocaleString('en')} ratings`, size, {
      'npsCounts of an iterator': () => npsCounts(array.values()),
      'npsCountsBy of rows in 100 segments': () =>
        npsCountsBy(
          rows,
          (row) => row.segment,
          (row) => row.rating,
        ),
    });
  }

  for (const size of [1_000, 100_000]) {
    const segments = Array.from(sampleRatings(3 * size));
    const counts = Array.from({ length: size }, (_, segment) => {
      const [promoters = 0, passives = 0, detractors = 0] = segments.slice(3 * segment, 3 * segment + 3);
      return { promoters: 10 * promoters, passives: 10 * passives, detractors: 10 * detractors + 1 };
    });
    await compare(`estimates of ${size.toLocaleString('en')} segments`, size, {
      npsEstimate: () => counts.map((each) => npsEstimate(each)),
      'npsDifference of neighbours': () =>
        counts.map((each, segment) => npsDifference(each, counts.at(segment - 1) ?? each)),
    });
  }

  for (const size of [1_000, 100_000, 1_000_000]) {
    const ratings = sampleRatings(size);
    const rows = Array.from(ratings, (rating, index) => ({ age: rating % 4, region: (index * 7) % 5 }));
    const shares = (categories: number) =>
      new Map(Array.from({ length: categories }, (_, category) => [category, 1 / categories]));
    await compare(`weights of ${size.toLocaleString('en')} rows`, size, {
      'rakeWeights, two margins': () =>
        rakeWeights(rows, [
          { name: 'age', category: (row) => row.age, shares: shares(4) },
          { name: 'region', category: (row) => row.region, shares: shares(5) },
        ]),
      'ratingHistogram of bytes': () => ratingHistogram(ratings, { min: 0, max: 10 }),
    });
  }
}
