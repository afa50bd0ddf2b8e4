import nx from '@nx/eslint-plugin';
import type { TSESLint } from '@typescript-eslint/utils';
import { layers, top } from './layers';

type NxRule = TSESLint.RuleModule<string, readonly unknown[]>;

const nxRule = nx.rules['enforce-module-boundaries'] as unknown as NxRule;

/** Nx's rule on module boundaries, with the layer's sentence at the end of its messages. */
export const moduleBoundaries: NxRule = {
  ...nxRule,
  meta: { ...nxRule.meta, messages: mapValues(nxRule.meta.messages, (message) => `${message}. {{sentence}}`) },
  create: (context) => {
    const report: typeof context.report = (descriptor) => {
      const sentence = sentences.get(String(descriptor.data?.sourceTag)) ?? fallback;
      context.report({ ...descriptor, data: { ...descriptor.data, sentence } });
    };
    return nxRule.create(Object.create(context, { report: { value: report } }));
  },
};

const fallback = 'Packages import one another by name, along the arrows of ARCHITECTURE.md.';

const sentences = new Map(layers.map(({ name, sentence }) => [`layer:${name}`, sentence]));

/** Options of {@link moduleBoundaries}. */
export const boundaryOptions = {
  enforceBuildableLibDependency: false,
  depConstraints: [
    ...layers.map(({ name, may }) => ({ sourceTag: tag(name), onlyDependOnLibsWithTags: may.map(tag) })),
    { sourceTag: tag(top), onlyDependOnLibsWithTags: ['*'] },
  ],
};

function tag(layer: string): string {
  return `layer:${layer}`;
}

function mapValues(record: Readonly<Record<string, string>>, change: (value: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
