import type { DatasetSplit } from '@noprop/core';

/**
 * Accuracy of multinomial logistic regression on both splits after some epochs of stochastic gradient descent. Measures
 * how well a linear model learns a dataset of ten classes.
 */
export function linearAccuracy(
  train: DatasetSplit,
  held: DatasetSplit,
  epochs: number,
): { train: number; test: number } {
  const model = new LinearModel(train.images.length / train.count);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 0.02 / (1 + 0.3 * epoch);
    for (let i = 0; i < train.count; i++) model.learn(train, i, rate);
  }
  return { train: model.accuracy(train), test: model.accuracy(held) };
}

const K = 10;

class LinearModel {
  readonly #weights: Float64Array;
  readonly #bias = new Float64Array(K);
  readonly #scores = new Float64Array(K);

  constructor(readonly pixels: number) {
    this.#weights = new Float64Array(pixels * K);
  }

  learn({ images, labels }: DatasetSplit, index: number, rate: number): void {
    const error = this.#softmax(images, index);
    error[labels[index] as number] = (error[labels[index] as number] as number) - 1;
    this.#eachInked(images, index, (value, at) => {
      for (let k = 0; k < K; k++) {
        this.#weights[at + k] = (this.#weights[at + k] as number) - rate * value * (error[k] as number);
      }
    });
    for (let k = 0; k < K; k++) this.#bias[k] = (this.#bias[k] as number) - rate * (error[k] as number);
  }

  accuracy({ images, labels, count }: DatasetSplit): number {
    let right = 0;
    for (let i = 0; i < count; i++) {
      const scores = this.#softmax(images, i);
      if (scores.indexOf(Math.max(...scores)) === labels[i]) right++;
    }
    return right / count;
  }

  #softmax(images: Uint8Array, index: number): Float64Array {
    const scores = this.#scores;
    scores.set(this.#bias);
    this.#eachInked(images, index, (value, at) => {
      for (let k = 0; k < K; k++) scores[k] = (scores[k] as number) + value * (this.#weights[at + k] as number);
    });
    const highest = Math.max(...scores);
    let sum = 0;
    for (let k = 0; k < K; k++) {
      const exponential = Math.exp((scores[k] as number) - highest);
      scores[k] = exponential;
      sum += exponential;
    }
    for (let k = 0; k < K; k++) scores[k] = (scores[k] as number) / sum;
    return scores;
  }

  #eachInked(images: Uint8Array, index: number, visit: (value: number, at: number) => void): void {
    for (let j = 0; j < this.pixels; j++) {
      const value = images[index * this.pixels + j] as number;
      if (value > 0) visit(value / 255, j * K);
    }
  }
}
