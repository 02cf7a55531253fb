import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A picture row by row, each pixel `0xRRGGBB`. */
export type Picture = { width: number; height: number; pixels: Uint32Array };

/**
 * A picture of a window with at most so many colours, 256 or fewer, as a palette PNG: a screen of flat colours looks the
 * same in a third of the bytes.
 */
export function shrink(png: Buffer, most = 256): Buffer {
  const picture = read(png);
  return encode(picture, choose(picture.pixels, most));
}

/** A palette PNG, each pixel in the nearest of these colours; in its own where there are few. */
export function encode({ width, height, pixels }: Picture, palette = choose(pixels, 256)): Buffer {
  const near = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x] ?? 0;
      let index = near.get(colour);
      if (index === undefined) near.set(colour, (index = nearest(palette, colour)));
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const parts = [chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))];
  return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

/**
 * Reads 8-bit RGB and RGBA without interlace, which is what Chromium writes, and palettes as they are written here; alpha
 * is left out.
 */
export function read(png: Buffer): Picture {
  const data: Buffer[] = [];
  let colours = Buffer.alloc(0);
  let [width, height, deep] = [0, 0, 3];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') {
      const bytes = { 2: 3, 3: 1, 6: 4 }[body[9] ?? 0];
      if (body[8] !== 8 || !bytes || body[12] !== 0) throw new Error('not a picture of a window');
      [width, height, deep] = [body.readUInt32BE(0), body.readUInt32BE(4), bytes];
    }
    if (name === 'PLTE') colours = Buffer.from(body);
    if (name === 'IDAT') data.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * deep;
  const lines = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    if (filter === 0) {
      lines.set(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)), y * stride);
      continue;
    }
    for (let x = 0; x < stride; x += 1) {
      const left = x >= deep ? (lines[y * stride + x - deep] ?? 0) : 0;
      const up = y > 0 ? (lines[(y - 1) * stride + x] ?? 0) : 0;
      const corner = x >= deep && y > 0 ? (lines[(y - 1) * stride + x - deep] ?? 0) : 0;
      const add = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
      lines[y * stride + x] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + add) & 255;
    }
  }
  const pixels = new Uint32Array(width * height);
  const values = deep === 1 ? colours : lines;
  for (let at = 0; at < pixels.length; at += 1) {
    const first = deep === 1 ? (lines[at] ?? 0) * 3 : at * deep;
    pixels[at] = ((values[first] ?? 0) << 16) | ((values[first + 1] ?? 0) << 8) | (values[first + 2] ?? 0);
  }
  return { width, height, pixels };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The colours of planes, then those seen most, so few of them that no two are nearer than the eye tells. */
function choose(pixels: Uint32Array, most: number): number[] {
  const seen = new Map<number, number>();
  for (const colour of pixels) seen.set(colour, (seen.get(colour) ?? 0) + 1);
  const often = [...seen].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
  const palette: number[] = [];
  for (const [apart, least] of [
    [4, pixels.length / 500],
    [30, 0],
    [12, 0],
    [3, 0],
  ] as const) {
    for (const colour of often) {
      if ((seen.get(colour) ?? 0) < least) break;
      if (palette.length === most) return palette;
      if (palette.every((one) => distance(one, colour) >= apart)) palette.push(colour);
    }
  }
  return palette;
}

function nearest(palette: number[], colour: number): number {
  let best = 0;
  for (let at = 1; at < palette.length; at += 1) {
    if (distance(palette[at] ?? 0, colour) < distance(palette[best] ?? 0, colour)) best = at;
  }
  return best;
}

function distance(one: number, other: number): number {
  return (
    Math.abs((one >> 16) - (other >> 16)) +
    Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)) +
    Math.abs((one & 255) - (other & 255))
  );
}

function chunk(name: string, body: Buffer): Buffer {
  const inside = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const whole = Buffer.alloc(inside.length + 8);
  whole.writeUInt32BE(body.length, 0);
  whole.set(inside, 4);
  whole.writeUInt32BE(crc32(inside), inside.length + 4);
  return whole;
}
