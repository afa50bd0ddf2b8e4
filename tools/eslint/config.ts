import type { TSESLint } from '@typescript-eslint/utils';
import tseslint from 'typescript-eslint';
import { root } from '../shared/root';
import { boundaryOptions, moduleBoundaries } from './module-boundaries';
import { thirdParty } from './third-party';

const everyName = { selector: 'ExportAllDeclaration', message: 'Write out every name that is re-exported.' };
const reExportsOnly = {
  selector: 'Program > :not(ExportNamedDeclaration[source], ExportAllDeclaration)',
  message: 'An index.ts only re-exports.',
};

/** ESLint checks what Biome cannot: promises, thrown values, and who may import what. */
export const config: TSESLint.FlatConfig.ConfigArray = [
  { ignores: ['**/.*/', 'runs/', '**/*.{js,cjs,mjs}'] },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser as TSESLint.Parser.LooseParserModule,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: root },
    },
    linterOptions: { noInlineConfig: true },
    plugins: {
      '@typescript-eslint': tseslint.plugin as TSESLint.FlatConfig.Plugin,
      noprop: { rules: { 'module-boundaries': moduleBoundaries, 'third-party': thirdParty } },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from a random stream.' },
      ],
      'no-restricted-syntax': ['error', everyName],
      'noprop/third-party': 'error',
    },
  },
  // The tools are no layer: they run before anything is built and take single files from packages.
  { files: ['packages/**/*.ts', 'bench/**/*.ts'], rules: { 'noprop/module-boundaries': ['error', boundaryOptions] } },
  { files: ['**/index.ts'], rules: { 'no-restricted-syntax': ['error', everyName, reExportsOnly] } },
];
