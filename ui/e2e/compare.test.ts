import { expect, test } from 'vitest';
import { encode } from '../gallery/png.ts';
import { compare, kept } from './compare.ts';

const [paper, ink] = [0xfaf8f4, 0x1d2321];

/** Paper with a square of ink, its edge smoothed by so much, as many pixels from the start. */
function square(at: number, smoothed: number, ground = paper): Buffer {
  const pixels = new Uint32Array(100 * 100).fill(ground);
  for (let y = 30; y < 70; y += 1) {
    for (let x = at; x < at + 40; x += 1) pixels[y * 100 + x] = x === at ? smoothed : ink;
  }
  return encode({ width: 100, height: 100, pixels });
}

test.each([
  ['the same', square(30, 0x808080), 0, 0],
  ['an edge smoothed otherwise', square(30, 0x404040), 0, 0],
  ['a ground a little darker', square(30, 0x808080, 0xf6f4f0), 0.8, 0.9],
  ['a square elsewhere', square(33, 0x808080), 0.01, 0.02],
])('%s', (_, now, least, most) => {
  const { share } = compare(now, kept(square(30, 0x808080)));
  expect(share).toBeGreaterThanOrEqual(least);
  expect(share).toBeLessThanOrEqual(most);
});

test('a window of another size is another picture', () => {
  const one = encode({ width: 2, height: 1, pixels: Uint32Array.of(paper, ink) });
  expect(compare(one, square(30, ink)).share).toBe(1);
});
