import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** How many different rows of pixels it has, as they are encoded. A blank one has three at most. */
  readonly rows: number;
}

export function readPng(png: Buffer): Picture {
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const pixels = inflateSync(Buffer.concat(chunks));
  const length = pixels.length / height;
  const rows = Array.from({ length: height }, (_, row) => pixels.toString('latin1', row * length, (row + 1) * length));
  return { width, height, rows: new Set(rows).size };
}
