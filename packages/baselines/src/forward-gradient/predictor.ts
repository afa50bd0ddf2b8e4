import type { Predictor, Scope } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { readLocal, readOutput } from './local-loss';
import { type LocalMixer, OUTPUT } from './local-mixer';
import { toPatches } from './patches';
import { runBlock } from './run-block';

/** Class scores of the output layer; `alone` holds the logits of each block's local head. */
export function createPredictor(mixer: LocalMixer): Predictor {
  return {
    predict: ({ scopes, images, diagnostics }) => {
      const alone: Tensor[] = [];
      let x = toPatches(images, mixer.patchesPerSide);
      for (const block of mixer.blocks) {
        x = runBlock(block, scopes[block.name] as Scope, x).output.value;
        if (diagnostics) alone.push(readLocal(scopes[block.head] as Scope, x, mixer).logits);
      }
      const { logits } = readOutput(scopes[OUTPUT] as Scope, x);
      return { scores: logits, ...(diagnostics && { alone }) };
    },
  };
}
