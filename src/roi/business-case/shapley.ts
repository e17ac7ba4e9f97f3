/**
 * The Shapley value of each of k players in a game: what a player adds to a coalition, averaged over all orders in which
 * the k can come together. The values add up to v(all) − v(none).
 *
 *     φᵢ = Σ over coalitions S without i:  |S|! (k − 1 − |S|)! / k! · (v(S ∪ {i}) − v(S))
 *
 * @param worth - v(S) for each coalition; bit i of the index is set when player i is in it. 2^k numbers.
 * @see Lloyd S. Shapley (1953), "A Value for n-Person Games", Contributions to the Theory of Games II, 307-317.
 */
export function shapleyValues(worth: readonly number[]): number[] {
  const players = Math.round(Math.log2(worth.length));
  const weights = coalitionWeights(players);
  return Array.from({ length: players }, (_, i) => {
    let value = 0;
    for (let coalition = 0; coalition < worth.length; coalition++) {
      if (coalition & (1 << i)) continue;
      const added = (worth[coalition | (1 << i)] as number) - (worth[coalition] as number);
      value += (weights[bits(coalition)] as number) * added;
    }
    return value;
  });
}

/** The share of orders of k players in which exactly a given s of the others come before one: s! (k − 1 − s)! / k!. */
export function coalitionWeights(k: number): number[] {
  const weights = [1 / k];
  // s! (k − 1 − s)! grows by s / (k − s) from one size to the next.
  for (let s = 1; s < k; s++) weights.push(((weights[s - 1] as number) * s) / (k - s));
  return weights;
}

function bits(coalition: number): number {
  let count = 0;
  for (let rest = coalition; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
