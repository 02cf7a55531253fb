import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A picture of a window with at most 256 colours, as a palette PNG: a screen of flat colours looks the same in a third of
 * the bytes. Reads 8-bit RGB and RGBA without interlace, which is what Chromium writes; alpha is left out.
 */
export function shrink(png: Buffer): Buffer {
  const { width, height, pixels } = read(png);
  const palette = choose(pixels);
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
  return Buffer.concat([png.subarray(0, 8), ...parts, chunk('IEND', Buffer.alloc(0))]);
}

function read(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const data: Buffer[] = [];
  let [width, height, deep] = [0, 0, 3];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') {
      [width, height, deep] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
      if (body[8] !== 8 || (body[9] !== 2 && body[9] !== 6) || body[12] !== 0)
        throw new Error('not a picture of a window');
    }
    if (name === 'IDAT') data.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * deep;
  const lines = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const left = x >= deep ? (lines[y * stride + x - deep] ?? 0) : 0;
      const up = y > 0 ? (lines[(y - 1) * stride + x] ?? 0) : 0;
      const corner = x >= deep && y > 0 ? (lines[(y - 1) * stride + x - deep] ?? 0) : 0;
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      lines[y * stride + x] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + add) & 255;
    }
  }
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => {
    const [r = 0, g = 0, b = 0] = lines.subarray(at * deep, at * deep + 3);
    return (r << 16) | (g << 8) | b;
  });
  return { width, height, pixels };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The colours seen most, so few of them that no two are nearer than the eye tells in a small picture. */
function choose(pixels: Uint32Array): number[] {
  const seen = new Map<number, number>();
  for (const colour of pixels) seen.set(colour, (seen.get(colour) ?? 0) + 1);
  const often = [...seen].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
  const palette: number[] = [];
  for (const apart of [30, 12, 3]) {
    for (const colour of often) {
      if (palette.length === 256) return palette;
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
