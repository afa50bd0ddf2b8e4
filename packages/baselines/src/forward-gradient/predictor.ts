import type { Predictor, Scope } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { readLocal, readOutput } from './local-loss';
import { type LocalMixer, OUTPUT } from './local-mixer';
import { toPatches } from './patches';
import { runBlock } from './run-block';

/** Class scores of the output layer; the chain is what the local head of each block says. */
export function createPredictor(mixer: LocalMixer): Predictor {
  return {
    predict: ({ scopes, images, diagnostics }) => {
      const chain: Tensor[] = [];
      let x = toPatches(images, mixer.patchesPerSide);
      for (const block of mixer.blocks) {
        x = runBlock(block, scopes[block.name] as Scope, x).output.value;
        if (diagnostics) chain.push(readLocal(scopes[block.head] as Scope, x, mixer).logits);
      }
      const { logits } = readOutput(scopes[OUTPUT] as Scope, x);
      return { scores: logits, ...(diagnostics && { chain }) };
    },
  };
}
