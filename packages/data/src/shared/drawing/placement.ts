import type { RandomStream } from '@noprop/core';

/** How one glyph is bent and placed: a map from the unit square to pixels. Redrawn for each image. */
export class Placement {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #x = 0;
  #y = 0;
  #bend = 0;
  #bendFrequency = 0;
  #bendPhase = 0;
  #lean = 0;
  #leanFrequency = 0;
  #leanPhase = 0;

  /**
   * Draws a placement: rotation, shear, scale, translation and a wave along each axis.
   * @param size height and width of the image in pixels
   * @param distortion multiplies every deviation from an upright, centered glyph
   */
  draw(random: RandomStream, size: number, distortion: number): void {
    const rotation = 0.3 * distortion * signed(random);
    const shear = 0.3 * distortion * signed(random);
    const width = 0.52 * size * (1 + 0.22 * distortion * signed(random));
    const height = 0.68 * size * (1 + 0.18 * distortion * signed(random));
    const cos = Math.cos(rotation);
    const sin = Math.sin(rotation);
    this.#a = width * cos;
    this.#b = height * (shear * cos - sin);
    this.#c = width * sin;
    this.#d = height * (shear * sin + cos);
    this.#x = size * (0.5 + 0.095 * distortion * signed(random));
    this.#y = size * (0.5 + 0.095 * distortion * signed(random));
    this.#bend = 0.06 * distortion * signed(random);
    this.#bendFrequency = 3 + 4 * random.uniform();
    this.#bendPhase = 2 * Math.PI * random.uniform();
    this.#lean = 0.06 * distortion * signed(random);
    this.#leanFrequency = 3 + 4 * random.uniform();
    this.#leanPhase = 2 * Math.PI * random.uniform();
  }

  /** Writes the pixel position of the point (u, v) of the unit square to `out` at `offset`. */
  map(u: number, v: number, out: Float64Array, offset: number): void {
    const p = u - 0.5 + this.#bend * Math.sin(this.#bendFrequency * v + this.#bendPhase);
    const q = v - 0.5 + this.#lean * Math.sin(this.#leanFrequency * u + this.#leanPhase);
    out[offset] = this.#x + this.#a * p + this.#b * q;
    out[offset + 1] = this.#y + this.#c * p + this.#d * q;
  }
}

/** Uniform in (-1, 1). */
const signed = (random: RandomStream): number => 2 * random.uniform() - 1;
