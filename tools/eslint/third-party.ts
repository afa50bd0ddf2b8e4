import { relative } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { root } from '../shared/root';

/** Third-party packages that only one of our folders may load. */
interface Restriction {
  readonly packages: RegExp;
  readonly home: string;
  /** Whether its types, which do not exist at run time, may be imported anywhere. */
  readonly typesAnywhere: boolean;
  readonly sentence: string;
}

const restrictions: readonly Restriction[] = [
  {
    packages: /^(@tensorflow\/|koffi$)/,
    home: 'packages/engine/',
    typesAnywhere: true,
    sentence: 'Only the engine touches TensorFlow at run time: take tf from @noprop/engine.',
  },
  {
    packages: /^ajv(\/|$)/,
    home: 'packages/core/src/registry/',
    typesAnywhere: false,
    sentence: "Only core's registry knows ajv.",
  },
  { packages: /^yaml(\/|$)/, home: 'packages/runner/', typesAnywhere: false, sentence: 'Only the runner reads YAML.' },
];

type Context = Readonly<TSESLint.RuleContext<'restricted', readonly unknown[]>>;

/** Restricts a library to its home folder, however it is imported. */
export const thirdParty: TSESLint.RuleModule<'restricted', readonly unknown[]> = {
  meta: { type: 'problem', schema: [], messages: { restricted: '"{{name}}" may not be imported here. {{sentence}}' } },
  defaultOptions: [],
  create: (context) => ({
    ImportDeclaration: ({ source, importKind, specifiers }) =>
      review(context, source, importKind === 'type' || allTypes(specifiers)),
    ExportNamedDeclaration: ({ source, exportKind }) => review(context, source, exportKind === 'type'),
    ExportAllDeclaration: ({ source, exportKind }) => review(context, source, exportKind === 'type'),
    ImportExpression: ({ source }) => review(context, source, false),
    TSExternalModuleReference: ({ expression }) => review(context, expression, false),
    'CallExpression[callee.name="require"], CallExpression[callee.object.name="require"]': ({
      arguments: [source],
    }: TSESTree.CallExpression) => review(context, source, false),
  }),
};

function review(context: Context, source: TSESTree.Node | null | undefined, typesOnly: boolean): void {
  if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
  const name = source.value;
  const file = relative(root, context.filename);
  const broken = restrictions.find(({ packages, home, typesAnywhere }) => {
    return packages.test(name) && !file.startsWith(home) && !(typesOnly && typesAnywhere);
  });
  if (broken === undefined) return;
  context.report({ node: source, messageId: 'restricted', data: { name, sentence: broken.sentence } });
}

function allTypes(specifiers: readonly TSESTree.ImportClause[]): boolean {
  const isType = (each: TSESTree.ImportClause): boolean =>
    each.type === 'ImportSpecifier' && each.importKind === 'type';
  return specifiers.length > 0 && specifiers.every(isType);
}
