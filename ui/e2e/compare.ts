import { encode, read, shrink, type Picture } from '../gallery/png.ts';

/** Colours a picture keeps that is only compared with: the planes', and enough to smooth letters. */
const COLOURS = 40;
/** How far a pixel may lie beyond what stood there and right beside it, red, green and blue together, of 765. */
const BEYOND = { inPlane: 6, atEdge: 45 };

/** The picture as it is kept to be compared with. */
export function kept(taken: Buffer): Buffer {
  return shrink(taken, COLOURS);
}

/**
 * What share of the pixels shows something else than before, and a picture of where: red upon what is there now. A pixel
 * may be what its neighbours were, or between them, since each build of a browser smooths letters a little otherwise.
 */
export function compare(taken: Buffer, before: Buffer): { share: number; where: Buffer } {
  const [now, then] = [read(taken), read(before)];
  if (now.width !== then.width || now.height !== then.height) return { share: 1, where: taken };
  const shown = now.pixels.map((colour) => ((colour >> 2) & 0x3f3f3f) + 0xc0c0c0);
  let differing = 0;
  for (let at = 0; at < now.pixels.length; at += 1) {
    if (now.pixels[at] === then.pixels[at] || near(now.pixels[at] ?? 0, then, at)) continue;
    shown[at] = 0xd00000;
    differing += 1;
  }
  return { share: differing / now.pixels.length, where: encode({ ...now, pixels: shown }) };
}

/** Whether a colour lies between those at a place and around it, or nearly so. */
function near(colour: number, { width, height, pixels }: Picture, at: number): boolean {
  const [x, y] = [at % width, Math.floor(at / width)];
  let [far, spread] = [0, 0];
  for (const shift of [16, 8, 0]) {
    let [least, most] = [255, 0];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
        const value = ((pixels[row * width + column] ?? 0) >> shift) & 255;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    const value = (colour >> shift) & 255;
    far += Math.max(0, least - value, value - most);
    spread += most - least;
  }
  return far <= (spread === 0 ? BEYOND.inPlane : BEYOND.atEdge);
}
